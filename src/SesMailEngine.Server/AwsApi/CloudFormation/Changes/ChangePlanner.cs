using System.Text.Json.Nodes;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>Works out what a template, its parameters and a stack as it is make of each other. Changes nothing.</summary>
internal sealed class ChangePlanner(HostStack own, IStackHost host)
{
    private const string NoChanges = "The submitted information didn't contain changes. Submit different information to create a change set.";

    /// <summary>The plan for a request, and why it cannot be carried out (null when it can).</summary>
    /// <exception cref="AwsException">The request is refused as it stands.</exception>
    public (ChangePlan Plan, string? Failure) Plan(string kind, StackRecord? stack, StackInput input)
    {
        try
        {
            return Work(kind, stack, input);
        }
        catch (TemplateException error)
        {
            throw CloudFormationErrors.Validation(error.Message);
        }
    }

    /// <summary>The resources of a stack as it is, worked out; none for one that was only begun.</summary>
    public IReadOnlyList<TemplateResource> ResourcesOf(StackRecord stack)
    {
        if (stack.Template is null) return [];
        var template = StackTemplate.Read(stack.Template);
        var values = stack.Parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        return new TemplateEvaluation(template, values, own.ScopeAt("")).Resources();
    }

    /// <summary>Why resources of a plan cannot be made or changed, by their logical ids; empty when all can.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ProblemsAsync(ChangePlan plan, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var ours = own.Resources(plan.Values).ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal);
        foreach (var change in plan.Changes.Where(change => change.Action is "Add" or "Modify"))
        {
            var wanted = plan.Resources.First(resource => resource.LogicalId == change.LogicalId);
            if (await ProblemAsync(change, wanted, ours.GetValueOrDefault(change.LogicalId), cancellationToken) is { } problem)
                problems[change.LogicalId] = problem;
        }
        return problems;
    }

    private (ChangePlan Plan, string? Failure) Work(string kind, StackRecord? stack, StackInput input)
    {
        var template = input.Template is { } text ? StackTemplate.Read(text)
            : stack?.Template is { } known && input.KeepsTemplate ? StackTemplate.Read(known)
            : throw CloudFormationErrors.Validation("Either Template URL or Template Body must be specified.");
        Agree(template, input.Capabilities);
        var parameters = Parameters(template, stack, input.Parameters);
        var values = parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        var evaluation = new TemplateEvaluation(template, values, own.ScopeAt(""));
        var resources = evaluation.Resources();
        evaluation.Outputs();
        var changes = kind == "IMPORT" ? Imports(stack, resources, input.Imports) : Changes(stack, resources);
        var tags = input.Tags ?? stack?.Tags ?? [];
        var plan = new ChangePlan(kind, template, parameters, resources, changes)
        {
            Tags = tags,
            Capabilities = input.Capabilities,
            KeepsFailures = input.KeepsFailures,
            HasOtherChanges = stack is not null && (!tags.SequenceEqual(stack.Tags) || OutputsDiffer(stack, template)),
        };
        return (plan, Failure(plan, stack));
    }

    private static string? Failure(ChangePlan plan, StackRecord? stack)
    {
        if (plan.Kind == "IMPORT") return null;
        var removed = plan.Changes.Where(change => change.Action == "Remove").Select(change => change.LogicalId).ToList();
        if (removed.Count > 0)
            return $"The engine's resources are there all together or not at all on this host; the template leaves out {string.Join(", ", removed)}. Delete the stack to remove them.";
        var missing = HostStack.Template.Resources.Select(resource => resource.LogicalId)
            .Except(plan.Resources.Select(resource => resource.LogicalId), StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            return $"The engine's resources are there all together or not at all on this host; the template leaves out {string.Join(", ", missing)}.";
        return plan.Changes.Count == 0 && !plan.HasOtherChanges && stack is { IsBegun: false } ? NoChanges : null;
    }

    private static bool OutputsDiffer(StackRecord stack, StackTemplate template) => stack.Template is { } before && before != template.Text
        && !JsonNode.DeepEquals(StackTemplate.Read(before).Outputs, template.Outputs);

    private static void Agree(StackTemplate template, IReadOnlyList<string> given)
    {
        var missing = template.Capabilities.Where(needed => !given.Contains(needed)
            && !(needed == "CAPABILITY_IAM" && given.Contains("CAPABILITY_NAMED_IAM"))).ToList();
        if (missing.Count > 0)
            throw new AwsException("InsufficientCapabilitiesException", $"Requires capabilities : [{string.Join(", ", missing)}]");
    }

    private static List<KeyedValue> Parameters(StackTemplate template, StackRecord? stack, IReadOnlyList<ParameterInput> given)
    {
        var unknown = given.Select(one => one.Key).Except(template.Parameters.Select(one => one.Name), StringComparer.Ordinal).ToList();
        if (unknown.Count > 0) throw CloudFormationErrors.Validation($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        var values = new List<KeyedValue>();
        var missing = new List<string>();
        foreach (var parameter in template.Parameters)
        {
            var input = given.FirstOrDefault(one => one.Key == parameter.Name);
            var value = input switch
            {
                { KeepsValue: true } => stack?.Parameters.FirstOrDefault(one => one.Key == parameter.Name)?.Value
                    ?? throw CloudFormationErrors.Validation($"Invalid input for parameter key {parameter.Name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template"),
                { Value: { } text } => text,
                _ => parameter.Default,
            };
            if (value is null) missing.Add(parameter.Name);
            else if (parameter.Problem(value) is { } problem) throw CloudFormationErrors.Validation(problem);
            else if (SettingsCatalogue.Find(parameter.Name) is { } setting && value.Length > 0 && !setting.Allows(value))
                throw CloudFormationErrors.Validation($"Parameter '{parameter.Name}' must be {setting.Range}");
            else values.Add(new(parameter.Name, value));
        }
        if (missing.Count > 0) throw CloudFormationErrors.Validation($"Parameters: [{string.Join(", ", missing)}] must have values");
        return values;
    }

    private List<PlannedChange> Changes(StackRecord? stack, IReadOnlyList<TemplateResource> wanted)
    {
        var before = stack is null ? [] : ResourcesOf(stack);
        var changes = new List<PlannedChange>();
        foreach (var resource in wanted)
        {
            var made = stack?.Find(resource.LogicalId);
            if (made is not null && made.Type != resource.Type)
                throw CloudFormationErrors.Validation($"Update of resource type is not permitted. The new template modifies resource type of the following resources: [{resource.LogicalId}]");
            var properties = made is null ? [] : Differences(before.FirstOrDefault(one => one.LogicalId == resource.LogicalId), resource);
            if (made is null) changes.Add(new("Add", resource.LogicalId, resource.Type, null, []));
            else if (properties.Count > 0) changes.Add(new("Modify", resource.LogicalId, resource.Type, made.PhysicalId, properties));
        }
        var gone = (stack?.Resources ?? []).Where(made => wanted.All(resource => resource.LogicalId != made.LogicalId));
        changes.AddRange(gone.Select(made => new PlannedChange("Remove", made.LogicalId, made.Type, made.PhysicalId, [])));
        return changes;
    }

    private static List<string> Differences(TemplateResource? before, TemplateResource after)
    {
        if (before is null) return [.. after.Properties.Select(property => property.Key)];
        var names = before.Properties.Select(property => property.Key).Union(after.Properties.Select(property => property.Key), StringComparer.Ordinal);
        List<string> different = [.. names.Where(name => !JsonNode.DeepEquals(before.Properties[name], after.Properties[name]))];
        if (before.DeletionPolicy?.ToString() != after.DeletionPolicy?.ToString()) different.Add("DeletionPolicy");
        return different;
    }

    private List<PlannedChange> Imports(StackRecord? stack, IReadOnlyList<TemplateResource> wanted, IReadOnlyList<ImportInput> imports)
    {
        if (imports.Count == 0) throw CloudFormationErrors.Validation("You must specify ResourcesToImport to create a change set of type IMPORT.");
        var fresh = wanted.Where(resource => stack?.Find(resource.LogicalId) is null).Select(resource => resource.LogicalId).ToList();
        if (fresh.Except(imports.Select(one => one.LogicalId), StringComparer.Ordinal).FirstOrDefault() is { } other)
            throw CloudFormationErrors.Validation($"Only resources that are imported may be new in the template of an import: {other} is not among ResourcesToImport.");
        var changes = new List<PlannedChange>();
        foreach (var import in imports)
        {
            var resource = wanted.FirstOrDefault(one => one.LogicalId == import.LogicalId && one.Type == import.Type)
                ?? throw CloudFormationErrors.Validation($"Resource [{import.LogicalId}] of type {import.Type} is not in the template.");
            if (stack?.Find(import.LogicalId) is not null) throw CloudFormationErrors.Validation($"Resource [{import.LogicalId}] already exists in the stack.");
            if (resource.DeletionPolicy is null) throw CloudFormationErrors.Validation($"Resource [{import.LogicalId}] must have DeletionPolicy attribute specified in the template.");
            var identifier = resource.Type switch
            {
                "AWS::DynamoDB::Table" => "TableName",
                "AWS::S3::Bucket" => "BucketName",
                _ => throw CloudFormationErrors.Validation($"Resources of type {resource.Type} cannot be imported on this host: only tables and the bucket outlive a stack."),
            };
            if (import.IdentifierName != identifier) throw CloudFormationErrors.Validation($"The identifier of {import.LogicalId} is {identifier}.");
            var physicalId = own.PhysicalId(resource);
            if (physicalId is null || physicalId != import.IdentifierValue || !host.Presence.Has(import.LogicalId))
                throw CloudFormationErrors.Validation($"Resource {import.IdentifierValue} of type {resource.Type} for {import.LogicalId} does not exist on this host.");
            changes.Add(new("Import", import.LogicalId, import.Type, physicalId, []));
        }
        return changes;
    }

    private async Task<string?> ProblemAsync(PlannedChange change, TemplateResource wanted, TemplateResource? ours, CancellationToken cancellationToken)
    {
        if (ours is null || own.PhysicalId(wanted) is not { } physicalId)
            return $"This host cannot make {wanted.LogicalId} ({wanted.Type}): it has the resources of SESMailEngine's own template and no others.";
        if (wanted.Properties.Select(property => property.Key).Union(ours.Properties.Select(property => property.Key), StringComparer.Ordinal)
            .FirstOrDefault(name => !JsonNode.DeepEquals(wanted.Properties[name], ours.Properties[name])) is { } different)
        {
            return $"This host has {wanted.LogicalId} as the engine's own template of its version describes it: the property {different} cannot be another here.";
        }
        if (change.Action == "Add")
        {
            if (StackPresence.Data.Contains(wanted.LogicalId) && host.Presence.Has(wanted.LogicalId)) return $"{physicalId} already exists";
            if (wanted.Type == StackResource.QueueType && !host.Presence.Engine && host.HasQueue(physicalId[(physicalId.LastIndexOf('/') + 1)..]))
                return $"{physicalId[(physicalId.LastIndexOf('/') + 1)..]} already exists";
        }
        // Only when the code changes, so that a host that began without any keeps what it has.
        return wanted.Type == "AWS::Lambda::Function" && (change.Action == "Add" || change.Properties.Contains("Code"))
            && wanted.Properties["Code"] is JsonObject code
            ? await host.CodeProblemAsync(code["S3Bucket"]?.ToString() ?? "", code["S3Key"]?.ToString() ?? "", cancellationToken) : null;
    }
}
