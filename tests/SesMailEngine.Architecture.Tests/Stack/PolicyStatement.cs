using System.Text.Json.Nodes;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>One statement of a policy in the template.</summary>
/// <param name="Owner">The logical id of the role, policy, queue policy… it stands in.</param>
/// <param name="Sid">Its name.</param>
/// <param name="IsAllow">Allow or Deny.</param>
/// <param name="Actions">What it is about.</param>
/// <param name="Resources">On what; empty in a role's trust.</param>
/// <param name="Principal">Whose; null in the policy of a role.</param>
/// <param name="Condition">When; null for always.</param>
internal sealed record PolicyStatement(
    string Owner, string? Sid, bool IsAllow, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonNode? Principal,
    JsonNode? Condition)
{
    /// <summary>Every statement of the template.</summary>
    public static IReadOnlyList<PolicyStatement> All(StackTemplate template) =>
    [
        .. from id in template.Resources.Select(resource => resource.Key)
           from document in Documents(template.Resources[id]!)
           from statement in document["Statement"]!.AsArray()
           select Read(id, template.Value(statement)!),
    ];

    private static IEnumerable<JsonNode> Documents(JsonNode node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Key is "PolicyDocument" or "AssumeRolePolicyDocument" ? [pair.Value!] : Documents(pair.Value!)),
        JsonArray list => list.SelectMany(item => Documents(item!)),
        _ => [],
    };

    private static PolicyStatement Read(string owner, JsonNode node) => new(
        owner, node[nameof(Sid)]?.GetValue<string>(), node["Effect"]!.GetValue<string>() == "Allow", Texts(node["Action"]), Texts(node["Resource"]),
        node[nameof(Principal)], node[nameof(Condition)]);

    private static string[] Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!.GetValue<string>())],
        _ => [node.GetValue<string>()],
    };
}
