using System.Text;
using CsCheck;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Feedback;

public sealed class FeedbackPropertyTests
{
    // Bounced and complained share the highest priority, and the first stays: only one of the two is in each set.
    private static readonly string[] Common =
    [
        SesEvents.Send(), SesEvents.Delivery(), SesEvents.Open(60), SesEvents.Open(61, "Mozilla/5.0"), SesEvents.Click(),
        SesEvents.Delay(), SesEvents.SoftBounce("soft-1"), SesEvents.SoftBounce("soft-2"), SesEvents.Reject(),
        SesEvents.Subscription(),
    ];

    private static readonly Gen<string[]> Sets = Gen.Select(
        Gen.OneOf(Gen.Const(SesEvents.Bounce()), Gen.Const(SesEvents.Complaint())), Gen.Int[0, (1 << 11) - 1],
        (last, mask) => Common.Append(last).Where((_, i) => (mask >> i & 1) == 1).ToArray());

    [Fact]
    public void Any_order_and_repetition_of_the_same_events_ends_in_the_same_record() =>
        Sets.SelectMany(set => Gen.Select(Gen.Const(set), Gen.Shuffle(set), Gen.Int[0, 10].Array[0, 5]))
            .Sample(
                (set, shuffled, again) =>
                {
                    var repeated = again.Where(i => i < set.Length).Select(i => set[i]).ToArray();
                    Summary([.. set]).ShouldBe(Summary([.. shuffled, .. repeated]));
                    Summary([.. set]).ShouldBe(Summary([.. repeated, .. shuffled]));
                },
                iter: 300);

    [Fact]
    public void A_mutated_payload_never_throws() =>
        Gen.Select(OneOf(AllPayloads), Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, 3]).Sample(
            (payload, at, value, how) =>
            {
                var bytes = Encoding.UTF8.GetBytes(payload).ToList();
                at %= bytes.Count;
                switch (how)
                {
                    case 0: bytes[at] = value; break;
                    case 1: bytes.RemoveAt(at); break;
                    case 2: bytes.Insert(at, value); break;
                    default: bytes.RemoveRange(at, bytes.Count - at); break;
                }
                new FeedbackBed().Processor().ProcessAsync(bytes.ToArray(), CancellationToken.None).GetAwaiter().GetResult();
            },
            iter: 2000);

    [Fact]
    public void A_value_of_another_kind_never_throws() =>
        Gen.Select(OneOf(AllPayloads), Gen.Int[0, 200], OneOf("null", "1", "[]", "{}", "\"\\ud800\"", "[{}]", "true", "1e999"))
            .Sample(
                (payload, which, value) =>
                {
                    var colons = Enumerable.Range(0, payload.Length).Where(i => payload[i] == ':' && payload[i - 1] == '"').ToArray();
                    var start = colons[which % colons.Length] + 1;
                    var end = ValueEnd(payload, start);
                    var mutated = payload[..start] + value + payload[end..];
                    new FeedbackBed().Processor().ProcessAsync(Encoding.UTF8.GetBytes(mutated), CancellationToken.None).GetAwaiter().GetResult();
                },
                iter: 2000);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string[] AllPayloads =>
    [
        .. Common, SesEvents.Bounce(), SesEvents.Complaint(), SesEvents.AsSns(SesEvents.Bounce()),
        SesEvents.AsLambda(SesEvents.Delivery()), SesEvents.AsLambdaFromSqs(SesEvents.Open()),
        SesEvents.AsNotification(SesEvents.Bounce()),
    ];

    private static (EmailStatus, int, int, int, bool, bool, string?, string) Summary(string[] payloads)
    {
        var bed = new FeedbackBed();
        bed.AfterAsync(payloads).GetAwaiter().GetResult();
        var record = bed.Record;
        return (
            record.Status, record.OpenCount, record.MachineOpenCount, record.ClickCount, record.DeliveredAt is not null,
            record.BouncedAt is not null, record.BounceType, string.Join(",", bed.Suppression.All.Select(e => e.Email + e.Reason)));
    }

    private static int ValueEnd(string json, int start)
    {
        var depth = 0;
        var inText = false;
        for (var i = start; i < json.Length; i++)
        {
            var c = json[i];
            if (inText)
            {
                if (c == '\\') i++;
                else if (c == '"') inText = false;
                continue;
            }
            switch (c)
            {
                case '"': inText = true; break;
                case '{' or '[': depth++; break;
                case '}' or ']' when depth == 0: return i;
                case '}' or ']': depth--; break;
                case ',' when depth == 0: return i;
            }
        }
        return json.Length;
    }
}
