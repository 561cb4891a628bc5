using System.Collections;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>
/// A structure of an answer, before it is written in one of the two protocols. Values are text, numbers, truths, times, structures, and lists of
/// these; a null one is left out.
/// </summary>
internal sealed class AnswerFields : IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> _fields = [];

    /// <summary>Adds a member.</summary>
    public void Add(string name, object? value)
    {
        if (value is not null) _fields.Add(new(name, value));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _fields.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
