using System.Text.RegularExpressions;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The table of rights in <c>docs/SECURITY.md</c> names the actions the functions have.</summary>
public sealed partial class SecurityGuideTests
{
    public static TheoryData<string> Functions => ["EmailSender", "FeedbackProcessor", "TemplateSeeder"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_guide_names_each_action_of_a_function(string function) =>
        Named(function).Order().ShouldBe(Rights.OfTheCode.Where(right => right.Function == function)
            .Select(right => right.Action).Distinct().Order());

    // "| EmailSender | `dynamodb:GetItem`, `PutItem` | …", and rows of the same function that leave its name out.
    private static HashSet<string> Named(string function)
    {
        var current = "";
        HashSet<string> actions = [];
        foreach (var row in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SECURITY.md")).Where(line => line.StartsWith('|')))
        {
            var cells = row.Split('|').Select(cell => cell.Trim()).ToArray();
            if (cells[1].Length > 0) current = cells[1];
            if (current != function) continue;
            var service = "";
            foreach (Match action in Action().Matches(cells[2]))
            {
                if (action.Groups[1].Success) service = action.Groups[1].Value;
                actions.Add(service + action.Groups[2].Value);
            }
        }
        return actions;
    }

    [GeneratedRegex("`([a-z0-9]+:)?([A-Z][A-Za-z]+)`")]
    private static partial Regex Action();
}
