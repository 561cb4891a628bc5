using System.Globalization;
using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>The filter <c>filesizeformat</c>.</summary>
internal static class FileSizeFilter
{
    private const string Prefixes = "KMGTPEZY";

    // Powers of 1000 as doubles nearest to them; multiplying up would err in the last bit.
    private static readonly double[] Thousands = [1e3, 1e6, 1e9, 1e12, 1e15, 1e18, 1e21, 1e24, 1e27];

    internal static IEnumerable<Builtin> All { get; } = [new("filesizeformat(value, binary=)", FileSizeFormat)];

    /// <summary>A number of bytes for people: in kB, MB, GB … of 1000, or with <c>true</c> in KiB, MiB, GiB … of 1024.</summary>
    /// <example>{{ 1234567|filesizeformat }} or {{ 1234567|filesizeformat(true) }} => 1.2 MB or 1.2 MiB</example>
    private static Value FileSizeFormat(Arguments args)
    {
        double bytes = ToFloat(args[0]);
        bool binary = args.Flag(1);
        double size = binary ? 1024 : 1000;
        if (bytes == 1)
        {
            return "1 Byte";
        }

        if (bytes < size)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{NumberConversion.Truncate(bytes)} Bytes");
        }

        int index = 0;
        while (index < Prefixes.Length - 1 && !IsBelow(bytes, binary ? 1024 : 1000, index + 2))
        {
            index++;
        }

        // Written as the reference does it, since the order of the operations shows in the last digit.
        string number = FloatText.Format(size * bytes / Unit(index + 1, binary), 'f', 1);
        string prefix = binary ? $"{Prefixes[index]}i" : index == 0 ? "k" : Prefixes[index].ToString();
        return $"{number} {prefix}B";
    }

    private static double Unit(int index, bool binary) => binary ? Math.ScaleB(1, 10 * (index + 1)) : Thousands[index];

    // Exact, because 1e24 is less than 1000 to the eighth power.
    private static bool IsBelow(double bytes, int size, int power) =>
        !double.IsPositiveInfinity(bytes) && !double.IsNaN(bytes) && new BigInteger(bytes) < BigInteger.Pow(size, power);

    private static double ToFloat(Value value)
    {
        Arguments.Reject(value);
        return value.IsFloat ? value.AsFloat
            : value.IsIntegral ? NumberConversion.ToFloat(value.AsBig)
            : !value.IsText ? throw TemplateException.Runtime($"float() argument must be a string or a real number, not '{value.TypeName}'")
            : NumberParsing.TryParseFloat(value.AsText, out double number) ? number
            : throw TemplateException.Runtime($"could not convert string to float: {StringRepr.Quote(value.AsText)}");
    }
}
