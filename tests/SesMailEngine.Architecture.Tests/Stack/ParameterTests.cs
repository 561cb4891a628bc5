using System.Text.Json.Nodes;
using System.Xml.Linq;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The template's parameters are the settings of the AWS host, with the same defaults and ranges.</summary>
public sealed class ParameterTests
{
    // Nobody can guess these; CloudFormation asks for them.
    private static readonly string[] Required = ["AdminEmail", "LambdaCodeS3Bucket"];

    private static readonly JsonObject Parameters = StackTemplate.Load().Document["Parameters"]!.AsObject();

    public static TheoryData<string> OfTheStack => [.. SettingsCatalogue.All.Where(s => s.Scope != SettingScope.Embedded).Select(s => s.Name)];

    [Fact]
    public void There_is_a_parameter_for_each_setting_of_the_stack_and_no_other() =>
        Parameters.Select(parameter => parameter.Key).Order().ShouldBe(OfTheStack.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(OfTheStack))]
    public void A_parameter_has_the_setting_s_default(string name)
    {
        var value = Parameters[name]!["Default"]?.ToString();
        value.ShouldBe(Required.Contains(name) ? null : SettingsCatalogue.Find(name)!.Default);
    }

    [Theory]
    [MemberData(nameof(OfTheStack))]
    public void A_parameter_allows_what_the_setting_allows(string name)
    {
        var setting = SettingsCatalogue.Find(name)!;
        var parameter = Parameters[name]!;
        parameter["Type"]!.GetValue<string>().ShouldBe(setting.Kind is SettingKind.Integer or SettingKind.Number ? "Number" : "String");
        var words = parameter["AllowedValues"]?.AsArray().Select(value => value!.ToString()).ToArray();
        if (words is not null)
        {
            words.ShouldAllBe(word => setting.Allows(word));
            if (setting.Kind == SettingKind.Choice) words.ShouldBe(setting.Choices);
        }
        else if (setting.Kind is SettingKind.Integer or SettingKind.Number)
        {
            parameter["MinValue"]!.GetValue<decimal>().ShouldBe((decimal)setting.Min);
            parameter["MaxValue"]!.GetValue<decimal>().ShouldBe((decimal)setting.Max);
        }
        else
        {
            parameter["AllowedPattern"].ShouldNotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(OfTheStack))]
    public void A_parameter_says_what_it_is(string name) => Parameters[name]!["Description"]!.GetValue<string>().Length.ShouldBeInRange(10, 300);

    [Fact]
    public void The_code_s_version_is_the_product_s()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Build.props"))) folder = folder.Parent!;
        var version = XDocument.Load(Path.Combine(folder.FullName, "Directory.Build.props")).Descendants("Version").Single().Value;
        Parameters["LambdaCodeVersion"]!["Default"]!.GetValue<string>().ShouldBe(version);
    }

    [Fact]
    public void The_console_shows_each_parameter_once() =>
        StackTemplate.Load().Document["Metadata"]!["AWS::CloudFormation::Interface"]!["ParameterGroups"]!.AsArray()
            .SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => name!.GetValue<string>()).Order()
            .ShouldBe(Parameters.Select(parameter => parameter.Key).Order());
}
