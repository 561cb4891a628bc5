using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Commands;

// Addresses as people write them.
internal static class Addresses
{
    public static string Key(string text, string option) => EmailAddress.TryParse(text.Trim(), out var address)
        ? address!.ComparisonKey
        : throw new UsageException($"{option} takes an e-mail address, not '{text}'.");
}
