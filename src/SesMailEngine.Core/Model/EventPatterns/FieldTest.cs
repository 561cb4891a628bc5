using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>
/// A field of a pattern: either a group of further fields, or values of which one must match one of the event's.
/// </summary>
/// <param name="path">The names from the top of the event down to this field.</param>
/// <param name="group">The fields below; null for values.</param>
/// <param name="values">The values; empty for a group.</param>
internal sealed class FieldTest(string[] path, FieldGroup? group, IReadOnlyList<ValueTest> values)
{
    private readonly bool allowsAbsence = values.Any(value => value.AcceptsAbsence);

    /// <summary>The field's name.</summary>
    public string Name => path[^1];

    /// <summary>The fields below; null for values.</summary>
    public FieldGroup? Group => group;

    /// <summary>True when the field of <paramref name="owner"/> matches.</summary>
    public bool Matches(JsonElement owner, JsonElement envelope)
    {
        if (!owner.TryGetProperty(Name, out var value)) return MatchesAbsence(envelope);
        if (group is not null) return group.Matches(value, envelope);
        return MatchesLeaf(value) || MatchesAbsence(envelope);
    }

    /// <summary>True when the field may be absent, and the event has no value of that path anywhere.</summary>
    public bool MatchesAbsence(JsonElement envelope) =>
        group is not null ? group.MatchesAbsence(envelope) : allowsAbsence && !HasLeaf(envelope, 0);

    /// <summary>True when a value of this text matches.</summary>
    public bool MatchesText(string text)
    {
        foreach (var test in values)
        {
            if (test.MatchesText(text)) return true;
        }
        return false;
    }

    private bool MatchesLeaf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object) return false;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                if (MatchesLeaf(element)) return true;
            }
            return false;
        }
        foreach (var test in values)
        {
            if (test.Matches(value)) return true;
        }
        return false;
    }

    // "exists" looks at leaves alone: an object or an empty array at the path counts as absent.
    private bool HasLeaf(JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                if (HasLeaf(element, depth)) return true;
            }
            return false;
        }
        if (depth == path.Length) return value.ValueKind != JsonValueKind.Object;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(path[depth], out var next) && HasLeaf(next, depth + 1);
    }
}
