using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>Reads what CreateChangeSet, CreateStack and UpdateStack have in common.</summary>
internal static class StackInputReader
{
    /// <summary>The parameters read here, for <see cref="KnownParameters"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["StackName", "TemplateBody", "TemplateURL", "UsePreviousTemplate", "Parameters", "Capabilities", "Tags"];

    private static readonly string[] KnownCapabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"];

    /// <summary>Reads a request.</summary>
    public static StackInput Read(FormParameters form)
    {
        var capabilities = form.List("Capabilities.member");
        if (capabilities.Find(one => !KnownCapabilities.Contains(one)) is { } unknown)
            throw CloudFormationErrors.Constraint($"'[{unknown}]'", "capabilities", $"Member must satisfy enum value set: [{string.Join(", ", KnownCapabilities)}]");
        return new StackInput
        {
            Template = Template(form),
            KeepsTemplate = Flag(form, "UsePreviousTemplate"),
            Parameters = [.. form.Prefixes("Parameters.member").Select(prefix => Parameter(form, prefix))],
            Capabilities = capabilities,
            Tags = form.HasPrefix("Tags") ? [.. form.Prefixes("Tags.member").Select(prefix => new KeyedValue(Require(form, prefix + ".Key"), Require(form, prefix + ".Value")))] : null,
            Imports = [.. form.Prefixes("ResourcesToImport.member").Select(prefix => Import(form, prefix))],
        };
    }

    /// <summary>The template of a request; null for none.</summary>
    public static string? Template(FormParameters form)
    {
        if (form["TemplateURL"] is not null)
            throw CloudFormationErrors.Validation("This host reads no templates from URLs: send it as TemplateBody, up to 51,200 bytes.");
        if (form["TemplateBody"] is { Length: 0 })
            throw CloudFormationErrors.Constraint("''", "templateBody", "Member must have length greater than or equal to 1");
        return form["TemplateBody"];
    }

    /// <summary>A true or false.</summary>
    public static bool Flag(FormParameters form, string name) => form[name] switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw CloudFormationErrors.Constraint($"'{other[..Math.Min(other.Length, 40)]}'", name, "Member must be true or false"),
    };

    /// <summary>A token that names a request; null for none.</summary>
    public static string? Token(FormParameters form, string name) => form[name] switch
    {
        null => null,
        { Length: >= 1 and <= 128 } token => token,
        _ => throw CloudFormationErrors.Constraint("of its length", name, "Member must have a length between 1 and 128"),
    };

    private static ParameterInput Parameter(FormParameters form, string prefix) =>
        new(Require(form, prefix + ".ParameterKey"), form[prefix + ".ParameterValue"], Flag(form, prefix + ".UsePreviousValue"));

    private static ImportInput Import(FormParameters form, string prefix)
    {
        var identifiers = form.Prefixes(prefix + ".ResourceIdentifier.entry").ToList();
        if (identifiers.Count != 1) throw CloudFormationErrors.Validation("ResourceIdentifier of a resource to import needs one entry.");
        return new(
            Require(form, prefix + ".ResourceType"), Require(form, prefix + ".LogicalResourceId"),
            Require(form, identifiers[0] + ".key"), Require(form, identifiers[0] + ".value"));
    }

    private static string Require(FormParameters form, string name) => form[name] ?? throw CloudFormationErrors.Missing(name);
}
