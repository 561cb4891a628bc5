using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class OccurrencesTests
{
    private static readonly string Haystack = new('a', 2_000_000);

    [Fact]
    public void A_search_that_nearly_matches_everywhere_ends_at_once()
    {
        string needle = new string('a', 300_000) + "b" + new string('a', 300_000);

        Occurrences.IndexOf(Haystack, needle).ShouldBe(-1);
        Occurrences.LastIndexOf(Haystack, needle).ShouldBe(-1);
        Occurrences.Count(Haystack, needle).ShouldBe(0);
    }

    [Fact]
    public void Long_texts_are_found_where_short_ones_are()
    {
        string needle = "b" + new string('a', 500_000);
        string text = Haystack + needle + "b" + needle + "c";

        Occurrences.IndexOf(text, needle).ShouldBe(2_000_000);
        Occurrences.LastIndexOf(text, needle).ShouldBe(2_500_002);
        Occurrences.Count(text, needle).ShouldBe(2);
        Occurrences.Count(Haystack, new string('a', 600_000)).ShouldBe(3);
    }

    [Fact]
    public void Brackets_around_an_address_take_no_quadratic_time()
    {
        string word = "http://example.com/" + new string('(', 400_000) + new string(')', 400_000);

        new Linking(() => 5, null, null, []).Link(word).ShouldStartWith("<a href=");
    }

    [Fact]
    public void One_endless_word_is_wrapped_in_linear_time() =>
        TextWrapping.Wrap(new string('x', 300_000), 1, breakLongWords: true, breakOnHyphens: true).Count().ShouldBe(300_000);
}
