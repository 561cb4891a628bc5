using System.Text;

namespace SesMailEngine.Core.Errors;

/// <summary>Lists of names as messages show them, in the manner of Python: <c>['a', 'b']</c>.</summary>
internal static class PythonList
{
    public static string Of(IEnumerable<string> names)
    {
        var result = new StringBuilder("[");
        foreach (var name in names)
        {
            if (result.Length > 1) result.Append(", ");
            result.Append('\'').Append(name.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("'", "\\'", StringComparison.Ordinal)).Append('\'');
        }
        return result.Append(']').ToString();
    }
}
