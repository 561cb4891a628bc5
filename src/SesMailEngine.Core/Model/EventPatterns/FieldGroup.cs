using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>
/// An object of a pattern: all fields must match, and of each <c>$or</c> at least one alternative. Where the event has an
/// array of objects, one and the same element must satisfy the whole group.
/// </summary>
internal sealed class FieldGroup(
    IReadOnlyList<FieldTest> fields, IReadOnlyList<IReadOnlyList<FieldGroup>> alternatives)
{
    /// <summary>How many plain patterns this one stands for when every <c>$or</c> is written out.</summary>
    public long Combinations
    {
        get
        {
            long product = 1;
            foreach (var named in fields) product = Math.Min(int.MaxValue, product * (named.Group?.Combinations ?? 1));
            foreach (var either in alternatives)
            {
                product = Math.Min(int.MaxValue, product * either.Sum(group => group.Combinations));
            }
            return product;
        }
    }

    /// <summary>True when <paramref name="value"/>, found in <paramref name="envelope"/>, satisfies the group.</summary>
    public bool Matches(JsonElement value, JsonElement envelope)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                if (Matches(element, envelope)) return true;
            }
            return MatchesAbsence(envelope);
        }
        if (value.ValueKind != JsonValueKind.Object) return MatchesAbsence(envelope);
        foreach (var field in fields)
        {
            if (!field.Matches(value, envelope)) return false;
        }
        foreach (var either in alternatives)
        {
            if (!MatchesAny(either, value, envelope)) return false;
        }
        return true;
    }

    /// <summary>True when the group is satisfied by an event that has nothing here.</summary>
    public bool MatchesAbsence(JsonElement envelope)
    {
        foreach (var field in fields)
        {
            if (!field.MatchesAbsence(envelope)) return false;
        }
        foreach (var either in alternatives)
        {
            if (!either.Any(group => group.MatchesAbsence(envelope))) return false;
        }
        return true;
    }

    /// <summary>For the outermost group: <see cref="EventPattern.Judge"/>.</summary>
    public bool? Judge(string source, string detailType)
    {
        bool? result = alternatives.Count == 0 ? true : null;
        foreach (var field in fields)
        {
            var value = field.Name switch { "source" => source, "detail-type" => detailType, _ => null };
            if (value is null) result = null;
            else if (!field.MatchesText(value)) return false;
        }
        return result;
    }

    private static bool MatchesAny(IReadOnlyList<FieldGroup> either, JsonElement value, JsonElement envelope)
    {
        foreach (var group in either)
        {
            if (group.Matches(value, envelope)) return true;
        }
        return false;
    }
}
