using System.Text.RegularExpressions;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.CloudFormation;

/// <summary>The stack this host shows is the one the template makes on AWS.</summary>
public sealed partial class TemplateTests : IAsyncLifetime
{
    private static readonly string Template = File.ReadAllText(Path.Combine(Root(), "deploy", "template.yaml"));

    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync() =>
        _endpoint = await RunningEndpoint.StartAsync(new StackFixture(new ListLog(), ("AdminEmail", "jo@example.com")).Parts());

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Each_resource_is_in_the_template_under_its_logical_id()
    {
        var made = Resource().Matches(Section("Resources")).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}").ToList();

        var shown = await ShownAsync("ListStackResources&StackName=sesmailengine", "LogicalResourceId");
        var types = await ShownAsync("ListStackResources&StackName=sesmailengine", "ResourceType");

        made.Count.ShouldBeGreaterThan(30);
        shown.Zip(types, (id, type) => $"{id} {type}").Except(made).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_resource_of_the_template_is_shown()
    {
        var shown = await ShownAsync("ListStackResources&StackName=sesmailengine", "LogicalResourceId");

        Resource().Matches(Section("Resources")).Select(match => match.Groups[1].Value).Except(shown).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Parameters", "ParameterKey")]
    [InlineData("Outputs", "OutputKey")]
    public async Task Parameters_and_outputs_are_those_of_the_template(string section, string key) =>
        (await ShownAsync("DescribeStacks", key)).Order(StringComparer.Ordinal)
            .ShouldBe(Name().Matches(Section(section)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    private async Task<List<string>> ShownAsync(string call, string element) =>
        [.. (await _endpoint.QueryAsync("Version=2010-05-15&Action=" + call)).Xml.Descendants()
            .Where(e => e.Name.LocalName == element).Select(e => e.Value)];

    private static string Section(string name) =>
        Regex.Match(Template, $@"^{name}:\n((?: .*|#.*|)\n)*", RegexOptions.Multiline).Value;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SesMailEngine.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^  (\w+):\n(?:    \w.*\n|    #.*\n)*?    Type: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Resource();

    [GeneratedRegex(@"^  (\w+):$", RegexOptions.Multiline)]
    private static partial Regex Name();
}
