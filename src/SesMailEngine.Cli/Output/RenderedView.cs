using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Cli.Output;

// A rendered template on the terminal.
internal static class RenderedView
{
    public static void Write(RenderedTemplate rendered, TemplatePart part)
    {
        switch (part)
        {
            case TemplatePart.Html:
                Exact(rendered.Html);
                break;
            case TemplatePart.Text:
                Exact(rendered.Text);
                break;
            case TemplatePart.Subject:
                Console.Out.WriteLine(rendered.Subject);
                break;
            default:
                WriteAll(rendered);
                break;
        }
    }

    public static JsonObject ToJson(RenderedTemplate rendered) => new()
    {
        ["subject"] = rendered.Subject,
        ["senderName"] = rendered.SenderName,
        ["senderEmail"] = rendered.SenderEmail,
        ["replyTo"] = rendered.ReplyTo,
        ["listUnsubscribe"] = rendered.ListUnsubscribe,
        ["version"] = rendered.Version,
        ["html"] = rendered.Html,
        ["text"] = rendered.Text,
    };

    private static void WriteAll(RenderedTemplate rendered)
    {
        foreach (var (label, value) in ((string, string?)[])
        [
            ("subject", rendered.Subject), ("sender", rendered.SenderName), ("address", rendered.SenderEmail),
            ("reply to", rendered.ReplyTo), ("leave list", rendered.ListUnsubscribe), ("version", rendered.Version),
        ])
        {
            if (!string.IsNullOrWhiteSpace(value)) Terminal.Line($"[grey]{label,-12}[/]{value}");
        }
        Part("text", rendered.Text);
        Part("HTML", rendered.Html);
    }

    // As it is for a file or program; a terminal's prompt gets a line of its own.
    private static void Exact(string content)
    {
        Console.Out.Write(content);
        if (Terminal.IsPerson && !content.EndsWith('\n')) Console.Out.WriteLine();
    }

    private static void Part(string name, string content)
    {
        var bytes = Encoding.UTF8.GetByteCount(content).ToString("N0", CultureInfo.InvariantCulture);
        Terminal.Line($"\n[bold]{name}[/] [grey]{bytes} bytes[/]");
        Console.Out.WriteLine(content);
    }
}
