using System.Text;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Suppression;

/// <summary>The whole list as a file, written page by page.</summary>
/// <param name="reader">The list.</param>
internal sealed class SuppressionExportPage(ISuppressionReader reader) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/suppression/export";

    /// <inheritdoc/>
    public string Section => "/suppression";

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Answer>(new FileAnswer("text/csv; charset=utf-8", "suppression.csv", WriteAsync));

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(SuppressionCsv.Head + "\r\n"), cancellationToken);
        string? after = null;
        do
        {
            var page = await reader.FindAsync(null, null, after, ISuppressionReader.MaxPage, cancellationToken);
            var text = new StringBuilder();
            foreach (var entry in page.Entries) text.Append(SuppressionCsv.Write(entry)).Append("\r\n");
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
            after = page.Next;
        }
        while (after is not null);
    }
}
