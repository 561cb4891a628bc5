using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>The entries of a batch request, with their ids checked as SQS checks them.</summary>
internal static class Batch
{
    private const int MaxEntries = 10;

    /// <summary>The entries with their ids, 1 to 10, each id distinct.</summary>
    public static List<(string Id, ISqsInput Entry)> Read(SqsCall call, string entryName)
    {
        var entries = call.Input.Entries(entryName);
        if (entries.Count == 0) throw SqsErrors.EmptyBatch(entryName);
        if (entries.Count > MaxEntries) throw SqsErrors.TooManyEntries(entries.Count);
        var result = new List<(string, ISqsInput)>(entries.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var id = SqsCall.Require(entry, "Id");
            if (id.Length > 80 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw SqsErrors.InvalidEntryId();
            if (!seen.Add(id)) throw SqsErrors.IdsNotDistinct(id);
            result.Add((id, entry));
        }
        return result;
    }

    /// <summary>Answers with what went well and what did not.</summary>
    /// <param name="call">The call.</param>
    /// <param name="resultName">XML's name of an entry that went well.</param>
    /// <param name="successful">What went well.</param>
    /// <param name="failed">What did not, with the reason.</param>
    /// <param name="write">Writes what an entry that went well says besides its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task AnswerAsync<T>(
        SqsCall call, string resultName, IReadOnlyList<(string Id, T Value)> successful,
        IReadOnlyList<(string Id, AwsException Error)> failed, Action<ISqsOutput, T> write, CancellationToken cancellationToken) =>
        call.AnswerAsync(
            (resultName, successful, failed, write),
            static (output, s) =>
            {
                output.List("Successful", s.resultName, s.successful, (entry, item) =>
                {
                    entry.Text("Id", item.Id);
                    s.write(entry, item.Value);
                });
                output.List("Failed", "BatchResultErrorEntry", s.failed, static (entry, item) =>
                {
                    entry.Text("Id", item.Id);
                    entry.Flag("SenderFault", item.Error.Status < 500);
                    entry.Text("Code", item.Error.QueryCode ?? item.Error.Code);
                    entry.Text("Message", item.Error.Message);
                });
            },
            cancellationToken);
}
