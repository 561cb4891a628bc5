namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>The parameters of an operation, whichever of the two protocols they came in. Query requests number their lists and flatten them.</summary>
internal interface ISqsInput
{
    /// <summary>Refuses a parameter that is not named, by its name in the JSON protocol.</summary>
    /// <param name="entries">The name of a batch's entries in the query protocol; null without.</param>
    /// <param name="names">What the operation, or an entry, takes.</param>
    void RequireKnown(string? entries, ReadOnlySpan<string> names);

    /// <summary>A text.</summary>
    string? Text(string name);

    /// <summary>A whole number.</summary>
    long? Number(string name);

    /// <summary>A list of texts; query requests name its elements in the singular.</summary>
    IReadOnlyList<string> Texts(string name, string singular);

    /// <summary>The map <c>Attributes</c> of a queue.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Attributes();

    /// <summary>Message attributes: <c>MessageAttributes</c>, or <c>MessageSystemAttributes</c>.</summary>
    IReadOnlyList<MessageAttribute> MessageAttributes(string name);

    /// <summary>The entries of a batch; query requests name them <c>{Operation}RequestEntry</c>.</summary>
    IReadOnlyList<ISqsInput> Entries(string queryName);
}
