using System.Globalization;

namespace SesMailEngine.Testing.Fuzzing;

/// <summary>How long to fuzz: short and always the same in the tests; <c>SESMAILENGINE_FUZZ_COUNT</c> and <c>SESMAILENGINE_FUZZ_SEED</c> make it long and other.</summary>
public static class FuzzRun
{
    private const int MaxProblems = 5;

    /// <summary>
    /// Runs <paramref name="check"/> with other random numbers each time; it gives what is wrong, or null. What it throws is wrong too. The
    /// problems found, each with the seed that repeats it.
    /// </summary>
    /// <param name="standard">How often, unless the environment says another number.</param>
    /// <param name="check">One round.</param>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(int standard, Func<Random, Task<string?>> check)
    {
        var (seed, count) = (Number("SESMAILENGINE_FUZZ_SEED", 20261125), Number("SESMAILENGINE_FUZZ_COUNT", standard));
        var problems = new List<string>();
        for (var i = 0; i < count && problems.Count < MaxProblems; i++)
        {
            try
            {
                if (await check(new Random(seed + i)).ConfigureAwait(false) is { } problem) problems.Add($"seed {seed + i}: {problem}");
            }
            catch (Exception exception)
            {
                problems.Add($"seed {seed + i}: {exception}");
            }
        }
        return problems;
    }

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : standard;
}
