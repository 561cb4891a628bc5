using System.Reflection;
using NetArchTest.Rules;

namespace SesMailEngine.Architecture.Tests;

public class LayeringTests
{
    private static readonly Assembly Jinja = Load("SesMailEngine.Jinja");
    private static readonly Assembly Core = Load("SesMailEngine.Core");
    private static readonly Assembly Embedded = Load("SesMailEngine.Embedded");
    private static readonly Assembly Aws = Load("SesMailEngine.Aws");
    private static readonly Assembly Server = Load("SesMailEngine.Server");
    private static readonly Assembly Lambda = Load("bootstrap");

    public static TheoryData<string, string[]> References => new()
    {
        { "SesMailEngine.Jinja", [] },
        { "SesMailEngine.Core", ["SesMailEngine.Jinja"] },
        { "SesMailEngine.Embedded", ["SesMailEngine.Core"] },
        { "SesMailEngine.Aws", ["SesMailEngine.Core"] },
        { "SesMailEngine.Server", ["SesMailEngine.Core", "SesMailEngine.Embedded"] },
        { "bootstrap", ["SesMailEngine.Core", "SesMailEngine.Aws"] },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void A_project_knows_only_those_below_it(string assembly, string[] allowed) =>
        Load(assembly).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name.StartsWith("SesMailEngine", StringComparison.Ordinal)).Except(allowed).ShouldBeEmpty();

    [Theory]
    [InlineData("SesMailEngine.Jinja")]
    [InlineData("SesMailEngine.Core")]
    public void The_engine_knows_no_database_web_server_or_cloud(string assembly) =>
        Load(assembly).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && !name.StartsWith("SesMailEngine", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Only_the_templates_feature_knows_Jinja() =>
        Types.InAssembly(Core).That().DoNotResideInNamespace("SesMailEngine.Core.Templates")
            .ShouldNot().HaveDependencyOn("SesMailEngine.Jinja").GetResult().FailingTypeNames.ShouldBeNull();

    [Theory]
    [InlineData("SesMailEngine.Embedded")]
    [InlineData("SesMailEngine.Aws")]
    public void Adapters_see_model_ports_and_errors_and_no_feature(string assembly)
    {
        var features = Core.GetTypes().Select(type => type.Namespace)
            .Where(name => name is not null && name.StartsWith("SesMailEngine.Core.", StringComparison.Ordinal)).Distinct()
            .Where(name => !new[] { "Model", "Ports", "Errors" }.Contains(name!.Split('.')[2])).ToArray();

        features.ShouldNotBeEmpty();
        Types.InAssembly(Load(assembly)).ShouldNot().HaveDependencyOnAny(features!).GetResult().FailingTypeNames.ShouldBeNull();
    }

    [Fact]
    public void The_runtime_loop_of_Lambda_knows_nothing_of_the_engine() =>
        Types.InAssembly(Lambda).That().ResideInNamespaceStartingWith("SesMailEngine.Lambda.Runtime")
            .ShouldNot().HaveDependencyOnAny("SesMailEngine.Core", "SesMailEngine.Aws", "Amazon", "SesMailEngine.Lambda.Events",
                "SesMailEngine.Lambda.Handlers", "SesMailEngine.Lambda.Logs").GetResult().FailingTypeNames.ShouldBeNull();

    [Fact]
    public void Libraries_read_neither_console_nor_environment()
    {
        foreach (var assembly in new[] { Jinja, Core, Embedded, Aws, Server })
        {
            Types.InAssembly(assembly).ShouldNot().HaveDependencyOn("System.Console").GetResult()
                .FailingTypeNames.ShouldBeNull(assembly.GetName().Name);
        }
    }

    [Fact]
    public void No_drawer_names()
    {
        string[] drawers = ["Services", "Helpers", "Utils", "Common", "Manager", "Base"];
        var found = new[] { Jinja, Core, Embedded, Aws, Server, Lambda }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsNested)
            .Where(type => drawers.Any(drawer => type.Name.EndsWith(drawer, StringComparison.Ordinal))
                || (type.Namespace ?? "").Split('.').Any(part => drawers.Contains(part)))
            .Where(type => (type.Namespace ?? "").StartsWith("SesMailEngine", StringComparison.Ordinal))
            .Select(type => type.FullName).ToArray();

        found.ShouldBeEmpty();
    }

    [Fact]
    public void Ports_and_model_know_no_feature()
    {
        var failing = Types.InAssembly(Core).That().ResideInNamespaceStartingWith("SesMailEngine.Core.Model")
            .Or().ResideInNamespaceStartingWith("SesMailEngine.Core.Ports")
            .ShouldNot().HaveDependencyOnAny(
                "SesMailEngine.Core.Sending", "SesMailEngine.Core.Templates", "SesMailEngine.Core.Feedback",
                "SesMailEngine.Core.Notifications", "SesMailEngine.Core.Reputation", "SesMailEngine.Core.Suppression")
            .GetResult().FailingTypeNames;

        failing.ShouldBeNull();
    }

    private static Assembly Load(string name) => Assembly.Load(name);
}
