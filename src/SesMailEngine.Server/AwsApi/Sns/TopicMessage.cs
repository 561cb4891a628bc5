using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>A message that was published.</summary>
/// <param name="Id">Its id, a UUID.</param>
/// <param name="Subject">Its subject; null for none.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record TopicMessage(string Id, string? Subject, IReadOnlyList<MessageAttribute> Attributes)
{
    /// <summary>The text for subscribers whose protocol has none of its own.</summary>
    public required string Text { get; init; }

    /// <summary>Texts for protocols (<c>MessageStructure=json</c>); empty when all get the same.</summary>
    public IReadOnlyDictionary<string, string> TextByProtocol { get; init; } = new Dictionary<string, string>();

    /// <summary>The text for a protocol.</summary>
    public string TextFor(string protocol) => TextByProtocol.GetValueOrDefault(protocol, Text);
}
