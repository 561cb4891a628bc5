namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// The account's limits, as SES holds to them: a rate, with room for one second's worth at once, and a number for any 24 hours.
/// </summary>
internal sealed class SendLimits(double maxRate, double max24Hours, TimeProvider clock)
{
    private const int MinutesADay = 24 * 60;

    private readonly long[] _minutes = new long[MinutesADay];
    private readonly Lock _gate = new();
    private double _tokens = Math.Max(1, maxRate);
    private long _refilledAt = clock.GetTimestamp();
    private long _minute = MinuteOf(clock.GetUtcNow());
    private long _sent;

    /// <summary>Mails a second; 0 for no limit.</summary>
    public double MaxRate => maxRate;

    /// <summary>Mails in 24 hours; 0 for no limit.</summary>
    public double Max24Hours => max24Hours;

    /// <summary>Mails accepted in the last 24 hours, by the minute.</summary>
    public long SentLast24Hours
    {
        get
        {
            lock (_gate)
            {
                Forward(clock.GetUtcNow());
                return _sent;
            }
        }
    }

    /// <summary>Counts mails accepted before, in a minute of the last 24 hours.</summary>
    public void Restore(DateTimeOffset at, long count)
    {
        var minute = MinuteOf(at);
        if (minute > _minute || minute <= _minute - MinutesADay) return;
        _minutes[minute % MinutesADay] += count;
        _sent += count;
    }

    /// <summary>
    /// Takes leave to send to <paramref name="count"/> recipients at once: each counts. More of them than the rate allows in a second are
    /// let through when a second's worth is there, and make the next ones wait longer.
    /// </summary>
    public LimitAnswer Take(int count = 1)
    {
        lock (_gate)
        {
            Forward(clock.GetUtcNow());
            if (max24Hours > 0 && _sent + count > max24Hours) return LimitAnswer.DailyQuotaUsedUp;
            if (maxRate > 0)
            {
                var now = clock.GetTimestamp();
                var gained = clock.GetElapsedTime(_refilledAt, now).TotalSeconds * maxRate;
                _tokens = Math.Min(Math.Max(1, maxRate), _tokens + gained);
                _refilledAt = now;
                if (_tokens < Math.Min(count, Math.Max(1, maxRate))) return LimitAnswer.TooFast;
                _tokens -= count;
            }
            _minutes[_minute % MinutesADay] += count;
            _sent += count;
            return LimitAnswer.Go;
        }
    }

    /// <summary>Gives the leave back: the mail was not stored.</summary>
    public void GiveBack(int count = 1)
    {
        lock (_gate)
        {
            var given = Math.Min(count, _minutes[_minute % MinutesADay]);
            _minutes[_minute % MinutesADay] -= given;
            _sent -= given;
        }
    }

    private void Forward(DateTimeOffset time)
    {
        var minute = MinuteOf(time);
        for (var passed = 0; _minute < minute && passed < MinutesADay; passed++)
        {
            _minute++;
            _sent -= _minutes[_minute % MinutesADay];
            _minutes[_minute % MinutesADay] = 0;
        }
        _minute = Math.Max(_minute, minute);
    }

    private static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;
}
