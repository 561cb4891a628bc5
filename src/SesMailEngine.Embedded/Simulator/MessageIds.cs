using System.Globalization;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// Message ids in the form SES gives them: 16 hexadecimal digits that sort by time, a UUID, six zeros. The UUID's last part is the
/// journal's number, so an id needs no index to be found again; a salt makes those of each data folder its own.
/// </summary>
/// <param name="salt">Eight hexadecimal digits.</param>
internal sealed class MessageIds(string salt)
{
    private const int Length = 60;
    private const int NumberAt = 41;

    /// <summary>The id of a mail.</summary>
    public string Of(long sequence, long acceptedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"0100{acceptedAt:x12}-{salt}-0000-4000-8000-{sequence:x12}-000000");

    /// <summary>The id of a feedback on a mail.</summary>
    public string OfFeedback(long sequence, long acceptedAt, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"0100{acceptedAt:x12}-{salt}-{number:x4}-4000-9000-{sequence:x12}-000000");

    /// <summary>The journal's number in an id; null when it is not one of this folder's.</summary>
    public long? SequenceOf(string id) =>
        id.Length == Length && string.CompareOrdinal(id, 17, salt, 0, salt.Length) == 0
            && long.TryParse(id.AsSpan(NumberAt, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var sequence)
            ? sequence : null;
}
