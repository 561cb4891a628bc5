using System.Globalization;
using System.Text;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Ses;

/// <summary>A mailbox as SES takes it: RFC 5322 section 3.4, names beyond ASCII as encoded words (RFC 2047).</summary>
internal static class MailboxText
{
    // An encoded word has 75 characters at most, 12 of them "=?UTF-8?B?" and "?=": 60 of base64 hold 45 bytes.
    private const int MaxWordBytes = 45;

    /// <summary>For example <c>"Jo, Support" &lt;jo@example.com&gt;</c>.</summary>
    public static string Of(Mailbox mailbox)
    {
        var name = mailbox.DisplayName;
        if (string.IsNullOrEmpty(name)) return mailbox.Address.Value;
        return name.All(c => c is >= ' ' and <= '~')
            ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{mailbox.Address.Value}>"
            : $"{EncodedWords(name)} <{mailbox.Address.Value}>";
    }

    // A word ends between characters as people see them, never within one.
    private static string EncodedWords(string name)
    {
        var words = new List<string>();
        var word = new List<byte>(MaxWordBytes);
        void End()
        {
            words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
        var elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext())
        {
            foreach (var rune in elements.GetTextElement().EnumerateRunes())
            {
                var bytes = Encoding.UTF8.GetBytes(rune.ToString());
                if (word.Count + bytes.Length > MaxWordBytes) End();
                word.AddRange(bytes);
            }
        }
        if (word.Count > 0) End();
        return string.Join(' ', words);
    }
}
