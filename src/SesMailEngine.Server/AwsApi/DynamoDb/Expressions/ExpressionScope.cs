using System.Text;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// The placeholders of a request: <c>ExpressionAttributeNames</c> and <c>ExpressionAttributeValues</c>, and which of them
/// its expressions used.
/// </summary>
internal sealed class ExpressionScope
{
    private readonly Dictionary<string, string> _names;
    private readonly AttributeMap _values;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Checks the placeholders themselves; null stands for a member that is not in the request.</summary>
    /// <exception cref="DynamoDbException">A map is empty or a key is malformed.</exception>
    public ExpressionScope(Dictionary<string, string>? names, AttributeMap? values)
    {
        Check(names?.Keys, '#', "ExpressionAttributeNames");
        Check(values?.Keys, ':', "ExpressionAttributeValues");
        _names = names ?? [];
        _values = values ?? [];
    }

    /// <summary>The attribute behind a <c>#name</c>; null when it is not defined.</summary>
    public string? Name(string placeholder)
    {
        _used.Add(placeholder);
        return _names.GetValueOrDefault(placeholder);
    }

    /// <summary>The value behind a <c>:value</c>; null when it is not defined.</summary>
    public AttributeValue? Value(string placeholder)
    {
        _used.Add(placeholder);
        return _values.GetValueOrDefault(placeholder);
    }

    /// <summary>To be called once all expressions are read.</summary>
    /// <exception cref="DynamoDbException">A placeholder was not used.</exception>
    public void RefuseUnused()
    {
        Refuse(_names.Keys, "ExpressionAttributeNames");
        Refuse(_values.Keys, "ExpressionAttributeValues");
    }

    private static void Check(IEnumerable<string>? keys, char sign, string member)
    {
        if (keys is null) return;
        var any = false;
        foreach (var key in keys)
        {
            any = true;
            if (key.Length < 2 || key[0] != sign || !key.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw DynamoDbException.Validation($"{member} contains invalid key: Syntax error; key: \"{key}\"");
            }
            if (Encoding.UTF8.GetByteCount(key) > 255)
            {
                throw DynamoDbException.Validation($"{member} contains invalid key: The expression attribute map " +
                    $"contains a key that is too long; key size: {key.Length}");
            }
        }
        if (!any) throw DynamoDbException.Validation(member + " must not be empty");
    }

    private void Refuse(IEnumerable<string> keys, string member)
    {
        var unused = string.Join(", ", keys.Where(key => !_used.Contains(key)));
        if (unused.Length > 0)
        {
            throw DynamoDbException.Validation(
                $"Value provided in {member} unused in expressions: keys: {{{unused}}}");
        }
    }
}
