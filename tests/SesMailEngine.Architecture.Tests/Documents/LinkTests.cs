using System.Text.RegularExpressions;

namespace SesMailEngine.Architecture.Tests.Documents;

/// <summary>Every link of the documents to a file or a heading leads there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_link_of_a_page_leads_somewhere(string page) =>
        Link().Matches(Pages.Prose(page)).Select(link => link.Groups[1].Value).Where(IsOurs).Distinct()
            .Where(link => !Leads(page, link)).ShouldBeEmpty();

    [Theory]
    [InlineData("docs/INTEGRATION.md#receiving-status-notifications")]
    [InlineData("docs/TROUBLESHOOTING.md#throttling--toomanyrequestsexception")]
    public void A_heading_that_others_point_to_stays(string link) => Leads("README.md", link).ShouldBeTrue();

    public static TheoryData<string> Answers =>
        [.. Core.Diagnosis.Answers.AnswerDocuments.All, .. Core.Errors.ErrorCatalogue.All.Select(Core.Diagnosis.Answers.AnswerDocuments.Of).Distinct().Except(Core.Diagnosis.Answers.AnswerDocuments.All)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Every_page_an_answer_names_is_there(string link) => Leads("README.md", link).ShouldBeTrue();

    [Fact]
    public void A_link_to_nowhere_is_noticed()
    {
        Leads("README.md", "docs/NOWHERE.md").ShouldBeFalse();
        Leads("README.md", "docs/TEMPLATES.md#nowhere").ShouldBeFalse();
        Leads("docs/TEMPLATES.md", "#limits").ShouldBeTrue();
    }

    private static bool IsOurs(string link) => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#', 2);
        var folder = Path.GetDirectoryName(Path.Combine(Pages.Root, page))!;
        var target = parts[0].Length == 0 ? Path.Combine(Pages.Root, page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (!File.Exists(target) && !Directory.Exists(target)) return false;
        return parts.Length == 1 || Anchors(Path.GetRelativePath(Pages.Root, target)).Contains(parts[1]);
    }

    // As GitHub makes them: lower case, punctuation gone, blanks to hyphens; a heading that comes again gets a number.
    private static HashSet<string> Anchors(string page)
    {
        HashSet<string> anchors = [];
        foreach (Match heading in Heading().Matches(Pages.Prose(page)))
        {
            var words = heading.Groups[1].Value.Trim().ToLowerInvariant();
            var anchor = string.Concat(words.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
            for (var again = 0; !anchors.Add(again == 0 ? anchor : $"{anchor}-{again}"); again++) { }
        }
        return anchors;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
