using SesMailEngine.Aws.Ses;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.Ses;

public sealed class MailboxTextTests
{
    [Theory]
    [InlineData(null, "jo@example.org")]
    [InlineData("", "jo@example.org")]
    [InlineData("Jo Doe", "\"Jo Doe\" <jo@example.org>")]
    [InlineData("Doe, \"Jo\" \\", "\"Doe, \\\"Jo\\\" \\\\\" <jo@example.org>")]
    [InlineData("Grüße", "=?UTF-8?B?R3LDvMOfZQ==?= <jo@example.org>")]
    public void A_name_is_quoted_or_encoded(string? name, string text) =>
        MailboxText.Of(new Mailbox(Mails.Address("jo@example.org"), name)).ShouldBe(text);

    [Fact]
    public void Encoded_words_are_at_most_75_characters_and_split_no_character()
    {
        var name = string.Concat(Enumerable.Repeat("早👋ü", 20));
        var words = MailboxText.Of(new Mailbox(Mails.Address("jo@example.org"), name)).Split(' ')[..^1];
        words.ShouldAllBe(word => word.Length <= 75);
        string.Concat(words.Select(word => new System.Text.UTF8Encoding(false, true).GetString(Convert.FromBase64String(word["=?UTF-8?B?".Length..^2])))).ShouldBe(name);
    }
}
