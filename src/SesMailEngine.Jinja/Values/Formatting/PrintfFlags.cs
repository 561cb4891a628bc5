namespace SesMailEngine.Jinja.Values.Formatting;

/// <summary>The flags between <c>%</c> and the width.</summary>
[Flags]
internal enum PrintfFlags
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>-</c>: flush left.</summary>
    Left = 1,

    /// <summary><c>+</c>: a sign before positive numbers too.</summary>
    Plus = 2,

    /// <summary>A space where the sign would be.</summary>
    Blank = 4,

    /// <summary><c>#</c>: a prefix for o and x, the point always for e, f and g.</summary>
    Alternate = 8,

    /// <summary><c>0</c>: zeros between sign and digits.</summary>
    Zero = 16,
}
