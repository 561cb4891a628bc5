namespace SesMailEngine.Embedded.Simulator;

/// <summary>What became of the mails of a quarter of an hour (https://docs.aws.amazon.com/ses/latest/APIReference/API_SendDataPoint.html).</summary>
/// <param name="StartsAt">When the quarter begins.</param>
/// <param name="DeliveryAttempts">Recipients to whom delivery was tried.</param>
/// <param name="Bounces">Those of them that bounced for good.</param>
/// <param name="Complaints">Those of them who complained.</param>
/// <param name="Rejects">Recipients of mails that were accepted and then thrown away.</param>
public readonly record struct SendDataPoint(
    DateTimeOffset StartsAt, long DeliveryAttempts, long Bounces, long Complaints, long Rejects)
{
    /// <summary>The sum of two of the same quarter.</summary>
    public static SendDataPoint operator +(SendDataPoint a, SendDataPoint b) => new(
        a.StartsAt, a.DeliveryAttempts + b.DeliveryAttempts, a.Bounces + b.Bounces, a.Complaints + b.Complaints, a.Rejects + b.Rejects);

    /// <summary>The sum of two of the same quarter.</summary>
    public static SendDataPoint Add(SendDataPoint left, SendDataPoint right) => left + right;
}
