using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>An IPv4 or IPv6 network (RFC 4632, RFC 4291).</summary>
internal sealed class CidrTest(byte[] network, int maskBits) : ValueTest
{
    /// <summary>Reads <c>10.0.0.0/24</c> or <c>2001:db8::/32</c>.</summary>
    /// <param name="text">The network.</param>
    /// <param name="error">What is wrong with it, as EventBridge words it; null when nothing is.</param>
    public static CidrTest? TryParse(string text, out string? error)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || text.IndexOf('/', slash + 1) >= 0) return Wrong("Malformed CIDR, one '/' required", out error);
        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
        {
            return Wrong("Malformed CIDR, mask bits must be an integer", out error);
        }
        if (bits < 0) return Wrong("Malformed CIDR, mask bits must not be negative", out error);
        if (ReadAddress(text[..slash]) is not { } address) return Wrong($"Nonstandard IP address: {text[..slash]}", out error);
        if (address.Length == 4 && bits > 31) return Wrong("IPv4 mask bits must be < 32", out error);
        if (address.Length == 16 && bits > 127) return Wrong("IPv6 mask bits must be < 128", out error);
        error = null;
        return new CidrTest(address, bits);
    }

    /// <inheritdoc/>
    public override bool MatchesText(string text)
    {
        if (ReadAddress(text) is not { } address || address.Length != network.Length) return false;
        var whole = maskBits / 8;
        if (!address.AsSpan(0, whole).SequenceEqual(network.AsSpan(0, whole))) return false;
        var left = maskBits % 8;
        return left == 0 || (address[whole] ^ network[whole]) >> (8 - left) == 0;
    }

    private static CidrTest? Wrong(string reason, out string? error)
    {
        error = reason;
        return null;
    }

    // The framework also reads "1", "0x7f.1" and octal parts as IPv4, and scopes and brackets as IPv6; EventBridge does not.
    private static byte[]? ReadAddress(string text)
    {
        if (text.Length is 0 or > 45) return null;
        if (text.Contains(':'))
        {
            if (!text.All(c => char.IsAsciiHexDigit(c) || c == ':')) return null;
            return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? address.GetAddressBytes() : null;
        }
        var parts = text.Split('.');
        if (parts.Length != 4) return null;
        var bytes = new byte[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts[i].Length is 0 or > 3) return null;
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i])) return null;
        }
        return bytes;
    }
}
