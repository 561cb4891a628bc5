using System.Buffers.Text;
using System.Security.Cryptography;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>
/// The latest rendered previews. A frame can show a mail under the strict policy only when it has an address of its own; the address lasts
/// until some other previews were made.
/// </summary>
internal sealed class PreviewStore
{
    private const int MaxPreviews = 24;

    private readonly Lock _gate = new();
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, string> _html = new(StringComparer.Ordinal);

    /// <summary>Keeps a preview; the key of its address.</summary>
    public string Add(string html)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        lock (_gate)
        {
            if (_order.Count >= MaxPreviews) _html.Remove(_order.Dequeue());
            _order.Enqueue(key);
            _html[key] = html;
        }
        return key;
    }

    /// <summary>A preview; null when it is none, or gone.</summary>
    public string? Find(string? key)
    {
        lock (_gate) return key is null ? null : _html.GetValueOrDefault(key);
    }
}
