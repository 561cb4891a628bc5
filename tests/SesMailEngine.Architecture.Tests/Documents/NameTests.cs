using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using SesMailEngine.Cli;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Architecture.Tests.Documents;

/// <summary>Error codes and settings that the documents name are there.</summary>
public sealed partial class NameTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_error_code_of_a_page_is_in_the_catalogue(string page) =>
        Code().Matches(Pages.Read(page)).Select(code => code.Value).Distinct().Where(code => ErrorCatalogue.Find(code) is null).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_setting_a_page_sets_is_one_with_a_value_it_can_have(string page) =>
        Setting().Matches(Pages.Read(page)).Select(set => (Name: set.Groups[1].Value, Value: set.Groups[2].Value))
            .Where(set => set.Name is not ("Name" or "NAME") && SettingsCatalogue.Find(set.Name)?.Allows(set.Value) != true).ShouldBeEmpty();

    [Fact]
    public void The_exit_codes_of_the_setup_page_are_those_there_are() =>
        ExitCode().Matches(Pages.Read("docs/SETUP.md")).Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture)).Order()
            .ShouldBe(typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
                .Select(field => (int)field.GetRawConstantValue()!).Where(code => code is not (ExitCodes.Success or ExitCodes.Negative)).Order());

    [GeneratedRegex("^\\| ([0-9]+) \\|", RegexOptions.Multiline)]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"\b(?:TMPL|SNDR|SUPP|RATE|SES|VAL|AWS|FBK|SEED|INST|ALM)[0-9]{3}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"--set (\w+)=([^\s`\]""]+)")]
    private static partial Regex Setting();
}
