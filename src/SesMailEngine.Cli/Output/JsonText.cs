using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SesMailEngine.Cli.Output;

// How the command writes JSON: indented, and letters of every language as they are.
internal static class JsonText
{
    // The reader's words with the place as people count it, from 1.
    public static string Problem(JsonException exception)
    {
        var message = exception.Message;
        var place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        if (place < 0 || exception.LineNumber is not { } line) return message;
        return string.Create(
            CultureInfo.InvariantCulture, $"{message[..place].TrimEnd('.')} (line {line + 1}, byte {exception.BytePositionInLine + 1}).");
    }

    public static string Indented(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
