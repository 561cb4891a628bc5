using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>PublishBatch (https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html): entries fail one by one.</summary>
internal sealed class PublishBatchOperation(TopicDirectory topics, RequestIdSource ids)
{
    /// <summary>The most entries of a batch.</summary>
    public const int MaxEntries = 10;

    private const string EntriesName = "PublishBatchRequestEntries";

    /// <summary>Publishes the entries and answers for each.</summary>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var form = request.Form;
        form.RequireKnown("TopicArn", EntriesName);
        var topic = topics.Require(form["TopicArn"]);
        var sent = new List<(string Id, TopicMessage Message)>();
        var failed = new List<(string Id, AwsException Error)>();
        var total = 0;
        foreach (var (id, prefix) in Entries(form))
        {
            try
            {
                var (message, size) = PublishInput.Read(form, prefix, ids.Next());
                total += size;
                sent.Add((id, message));
            }
            catch (AwsException error) when (error.Code != "SerializationException")
            {
                failed.Add((id, error));
            }
        }
        if (total > MessageLimits.MaxBytes) throw SnsErrors.BatchTooLong();
        foreach (var (_, message) in sent) await topic.Deliver(message, cancellationToken);
        await request.WriteQueryResultAsync(
            (sent, failed),
            static (xml, s) => xml
                .List("Successful", s.sent, static (xml, entry) => xml.Element("Id", entry.Id).Element("MessageId", entry.Message.Id))
                .List("Failed", s.failed, static (xml, entry) => xml
                    .Element("Id", entry.Id)
                    .Element("Code", entry.Error.QueryCode ?? entry.Error.Code)
                    .Element("Message", entry.Error.Message)
                    .Element("SenderFault", true)),
            cancellationToken);
    }

    private static List<(string Id, string Prefix)> Entries(FormParameters form)
    {
        var entries = new List<(string Id, string Prefix)>();
        foreach (var entry in form.Prefixes(EntriesName + ".member"))
        {
            var id = form[entry + ".Id"] ?? "";
            if (id.Length is < 1 or > 80 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw SnsErrors.InvalidEntryId();
            entries.Add((id, entry + "."));
        }
        if (entries.Count == 0) throw SnsErrors.EmptyBatch();
        if (entries.Count > MaxEntries) throw SnsErrors.TooManyEntries();
        return entries.DistinctBy(entry => entry.Id).Count() == entries.Count ? entries : throw SnsErrors.IdsNotDistinct();
    }
}
