using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SesMailEngine.Dashboard.Tests;

/// <summary>A page, and all it asked for and complained of.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly string _address;

    /// <summary>Watches a page.</summary>
    public WatchedPage(IPage page, string address)
    {
        _address = address;
        Page = page;
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.RequestFailed += (_, request) =>
        {
            // What the policy held back never left.
            if (request.Failure == "csp") Blocked.Enqueue(request.Url);
        };
        page.Console += (_, message) =>
        {
            // The policy of mails alone has this directive: it holds back a mail's pictures, as it is there for.
            if (message.Text.Contains("directive: \"img-src data:\"", StringComparison.Ordinal)) return;
            if (message.Type is "error" or "warning") Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What was asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What a page's policy did not let it ask for.</summary>
    public ConcurrentQueue<string> Blocked { get; } = new();

    /// <summary>Errors and warnings on the console, breaches of the policy among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>What was asked of others.</summary>
    public IReadOnlyList<string> Foreign => [.. Requests.Except(Blocked).Where(url => !url.StartsWith(_address, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal))];

    /// <summary>Goes to a path.</summary>
    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(_address + path))!;

    /// <summary>The text of what a selector finds.</summary>
    public Task<string> TextAsync(string selector = "main") => Page.Locator(selector).First.InnerTextAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
