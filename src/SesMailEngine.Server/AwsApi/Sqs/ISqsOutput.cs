namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>The answer of an operation, in whichever protocol was asked.</summary>
internal interface ISqsOutput
{
    /// <summary>A text; nothing when it is null.</summary>
    void Text(string name, string? value);

    /// <summary>A whole number; nothing when it is null.</summary>
    void Number(string name, long? value);

    /// <summary>A boolean.</summary>
    void Flag(string name, bool value);

    /// <summary>A list of texts; XML names each element in the singular.</summary>
    void Texts(string name, string singular, IReadOnlyList<string> values);

    /// <summary>The map <c>Attributes</c>; nothing when it is empty.</summary>
    void Attributes(IReadOnlyList<KeyValuePair<string, string>> attributes);

    /// <summary>The map <c>MessageAttributes</c>; nothing when it is empty.</summary>
    void MessageAttributes(IReadOnlyList<MessageAttribute> attributes);

    /// <summary>A list of structures; XML names each element <paramref name="elementName"/>.</summary>
    void List<T>(string name, string elementName, IReadOnlyList<T> items, Action<ISqsOutput, T> write);
}
