using System.Text;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Architecture.Tests.Documents;

/// <summary>
/// What the documents repeat from the code is made from the code. After a change run these tests with
/// UPDATE_DOCUMENTS=1 in the environment, and commit what they write.
/// </summary>
public sealed class GeneratedTests
{
    [Fact]
    public void The_error_index_is_the_catalogue() => Same(Pages.Generated("docs/ai/ERROR_INDEX.md", null, ErrorIndex()));

    [Fact]
    public void The_table_of_settings_is_the_catalogue() => Same(Pages.Generated("docs/SETUP.md", "settings", Settings()));

    [Fact]
    public void The_command_reference_is_the_commands() => Same(Pages.Generated("docs/CLI.md", null, CommandReference.Write()));

    private static void Same((string Is, string ShouldBe) page) =>
        page.Is.ShouldBe(page.ShouldBe, "Run this test with UPDATE_DOCUMENTS=1 and commit what it writes.");

    private static string ErrorIndex()
    {
        var text = new StringBuilder("""
            # Error index

            Every error the engine reports, as its catalogue has it. This page is generated; a test holds it against the code.

            A failed mail's record has the code in `errorCode`, the text in `errorMessage`. A text in braces stands for what
            differs from mail to mail. A template's or rendering's message comes with `Failed to render template 'X': ` before it.

            | severity | what it asks of you |
            | --- | --- |
            | permanent | the request is consumed; trying the same again gives the same |
            | retryable | nothing at first: the engine tries again by itself |
            | warning | something did not work, and no mail is lost for it |
            | attention | an operator should look |
            | critical | the account's ability to send is at risk: act now |


            """);
        text.AppendLine("| code | message | severity |").AppendLine("| --- | --- | --- |");
        foreach (var entry in ErrorCatalogue.All)
        {
            text.AppendLine(Inv($"| [{entry.Code}](#{entry.Code.ToLowerInvariant()}) | {Cell(Code(entry.Pattern))} | {Severity(entry)} |"));
        }
        foreach (var category in ErrorCatalogue.All.GroupBy(entry => entry.Category))
        {
            text.AppendLine().AppendLine(Inv($"## {category.Key}"));
            foreach (var entry in category) Write(text, entry);
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder text, ErrorEntry entry)
    {
        text.AppendLine().AppendLine(Inv($"### {entry.Code}")).AppendLine().AppendLine(Code(entry.Pattern)).AppendLine();
        text.AppendLine(Inv($"- Severity: {Severity(entry)}; {(entry.Tracked ? "on the mail's record" : "in the log or an alarm, not on a record")}"));
        text.AppendLine(Inv($"- Cause: {Plain(entry.Cause)}")).AppendLine(Inv($"- Fix: {Plain(entry.Fix)}"));
        if (entry.Aliases.Count > 0) text.AppendLine(Inv($"- Also seen as: {string.Join(", ", entry.Aliases.Select(Code))}"));
    }

    private static string Settings()
    {
        var text = new StringBuilder("| setting | default | allowed | for | what it does |\n| --- | --- | --- | --- | --- |\n");
        foreach (var setting in SettingsCatalogue.All)
        {
            var given = setting.Default.Length == 0 ? "" : $"`{setting.Default}`";
            var scope = setting.Scope switch { SettingScope.Everywhere => "both", SettingScope.Stack => "stack", _ => "local host" };
            text.Append(Inv($"| `{setting.Name}` | {given} | {Cell(setting.Range)} | {scope} | {Cell(setting.Description)} |\n"));
        }
        return text.ToString();
    }

    private static string Severity(ErrorEntry entry) => entry.Severity.ToString().ToLowerInvariant();

    private static string Code(string text) => $"`{text}`";

    // Jinja2's braces and angle brackets would be read as something else by some renderers of Markdown.
    private static string Plain(string text) => text.Contains("{{", StringComparison.Ordinal)
        ? text.Replace("{{ name | default('…') }}", "`{{ name | default('…') }}`", StringComparison.Ordinal).Replace("{% if name %}", "`{% if name %}`", StringComparison.Ordinal)
        : text;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
