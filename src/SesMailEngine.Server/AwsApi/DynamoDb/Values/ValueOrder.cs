namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>
/// How values compare: numbers by value, strings by their UTF-8 bytes, binaries as unsigned bytes; values of different
/// types are neither equal nor ordered.
/// </summary>
internal static class ValueOrder
{
    /// <summary>The order of two values; null where DynamoDB has none (different types, or no S, N or B).</summary>
    public static int? TryCompare(AttributeValue left, AttributeValue right)
    {
        if (left.Type != right.Type) return null;
        return left.Type switch
        {
            AttributeType.S => CompareText(left.Text, right.Text),
            AttributeType.N => left.Number.CompareTo(right.Number),
            AttributeType.B => left.Bytes.AsSpan().SequenceCompareTo(right.Bytes),
            _ => null,
        };
    }

    /// <summary>Equality of type and content; sets without regard to order.</summary>
    public static bool AreEqual(AttributeValue left, AttributeValue right)
    {
        if (left.Type != right.Type) return false;
        return left.Type switch
        {
            AttributeType.S => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
            AttributeType.N => left.Number.Equals(right.Number),
            AttributeType.B => left.Bytes.AsSpan().SequenceEqual(right.Bytes),
            AttributeType.BOOL => left.Boolean == right.Boolean,
            AttributeType.NULL => true,
            AttributeType.L => AreEqualLists(left.Elements, right.Elements),
            AttributeType.M => AreEqualMaps(left.Map, right.Map),
            _ => AreEqualSets(left.Elements, right.Elements),
        };
    }

    /// <summary>True when an element equals <paramref name="value"/>.</summary>
    public static bool Contains(IReadOnlyList<AttributeValue> elements, AttributeValue value)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (AreEqual(elements[i], value)) return true;
        }
        return false;
    }

    /// <summary>The order of the UTF-8 forms of two texts.</summary>
    public static int CompareText(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (l, r) = (left[i], right[i]);
            if (l == r) continue;
            // UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 after them.
            var (highLeft, highRight) = (char.IsSurrogate(l), char.IsSurrogate(r));
            if (highLeft != highRight && (highLeft ? r : l) >= '\uE000') return highLeft ? 1 : -1;
            return l.CompareTo(r);
        }
        return left.Length.CompareTo(right.Length);
    }

    private static bool AreEqualLists(IReadOnlyList<AttributeValue> left, IReadOnlyList<AttributeValue> right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i])) return false;
        }
        return true;
    }

    // By hash: a request may hold sets of many thousand elements. The texts of equal elements of one type are equal.
    private static bool AreEqualSets(IReadOnlyList<AttributeValue> left, IReadOnlyList<AttributeValue> right)
    {
        if (left.Count != right.Count) return false;
        var texts = right.Select(element => element.ToString()).ToHashSet(StringComparer.Ordinal);
        return left.All(element => texts.Contains(element.ToString()));
    }

    private static bool AreEqualMaps(AttributeMap left, AttributeMap right)
    {
        if (left.Count != right.Count) return false;
        foreach (var (name, value) in left)
        {
            if (!right.TryGetValue(name, out var other) || !AreEqual(value, other)) return false;
        }
        return true;
    }
}
