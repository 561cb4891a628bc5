using System.Buffers.Binary;
using System.Buffers.Text;

namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// What a receipt handle says: the message's row, which receive it stands for, and a digest of the message's id, so that a handle
/// kept for long never reaches another message. Base64url of 20 bytes.
/// </summary>
/// <param name="Key">The row.</param>
/// <param name="Check">A digest of the message's id.</param>
/// <param name="Receive">The number of the receive.</param>
internal readonly record struct ReceiptHandle(long Key, long Check, int Receive)
{
    private const int Length = 20;

    /// <summary>The handle of a message's present receive.</summary>
    public static ReceiptHandle Of(StoredMessage message) =>
        new(message.Key, CheckOf(message.MessageId), message.Receives);

    /// <summary>True when this handle is of that message.</summary>
    public bool IsOf(StoredMessage message) => message.Key == Key && CheckOf(message.MessageId) == Check;

    /// <summary>Reads a handle; false when it is none.</summary>
    public static bool TryParse(string? text, out ReceiptHandle handle)
    {
        handle = default;
        if (text is null || text.Length > 64) return false;
        Span<byte> bytes = stackalloc byte[64];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Length)
        {
            return false;
        }
        handle = new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[16..]));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Key);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Check);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], Receive);
        return Base64Url.EncodeToString(bytes);
    }

    private static long CheckOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }
}
