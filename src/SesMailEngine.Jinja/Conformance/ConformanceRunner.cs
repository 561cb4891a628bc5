using System.Text.Json;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Loading;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Conformance;

/// <summary>Runs cases of a corpus of templates rendered by Jinja2, and compares output, or class, line, phase and message of errors.</summary>
public static class ConformanceRunner
{
    /// <summary>Runs a case; null if it passes.</summary>
    public static ConformanceFailure? Run(ConformanceCase test)
    {
        var outcome = Render(test);
        string? problem = Compare(test.Expected, outcome);
        return problem is null
            ? null
            : new ConformanceFailure(test.Id, test.Source, Describe(test.Expected), $"{outcome} ({problem})");
    }

    private static Outcome Render(ConformanceCase test)
    {
        string phase = "compile";
        try
        {
            var environment = new JinjaEnvironment(ReadOptions(test.Json), ReadTemplates(test.Json));
            var template = environment.Compile(test.Source);
            phase = "render";
            return new Outcome(template.Render(JsonValues.ReadContext(test.Json.GetProperty("context"))), null, phase);
        }
        catch (TemplateException error)
        {
            return new Outcome(null, error, phase);
        }
    }

    private static string? Compare(JsonElement expected, Outcome outcome)
    {
        if (expected.TryGetProperty("output", out var output))
        {
            return outcome.Output == output.GetString() ? null : "output differs";
        }

        if (outcome.Error is not { } error)
        {
            return "no error";
        }

        if (!expected.TryGetProperty("python_error", out _) && !Matches(expected.GetProperty("error").GetString()!, error.Kind))
        {
            return "other class of error";
        }

        if (expected.TryGetProperty("line", out var line) && error.Line != line.GetInt32())
        {
            return $"line {error.Line}";
        }

        if (expected.GetProperty("phase").GetString() == "compile" && outcome.Phase != "compile")
        {
            return "only when rendering";
        }

        return expected.TryGetProperty("message_exact", out var exact) && exact.GetBoolean()
            && error.Message != expected.GetProperty("message").GetString()
            ? "message differs"
            : null;
    }

    // The class Jinja2 raised, or one of its parents.
    private static bool Matches(string expected, TemplateErrorKind kind) => expected switch
    {
        "TemplateSyntaxError" => kind is TemplateErrorKind.Syntax,
        "TemplateAssertionError" => kind is TemplateErrorKind.Assertion or TemplateErrorKind.Syntax,
        "TemplateNotFound" or "TemplatesNotFound" => kind == TemplateErrorKind.NotFound,
        "UndefinedError" => kind is TemplateErrorKind.Undefined or TemplateErrorKind.Runtime,
        "SecurityError" => kind is TemplateErrorKind.Security or TemplateErrorKind.Undefined or TemplateErrorKind.Runtime or TemplateErrorKind.Limit,
        "FilterArgumentError" => kind is TemplateErrorKind.FilterArgument or TemplateErrorKind.Runtime,
        _ => kind is TemplateErrorKind.Runtime or TemplateErrorKind.Limit,
    };

    private static string Describe(JsonElement expected) => expected.TryGetProperty("output", out var output)
        ? "output " + JsonEncodedText.Encode(output.GetString()!)
        : "error " + expected.GetRawText();

    private static DictionaryLoader ReadTemplates(JsonElement json) => new(
        json.TryGetProperty("templates", out var templates)
            ? templates.EnumerateObject().Select(template => new KeyValuePair<string, string>(template.Name, template.Value.GetString()!))
            : []);

    private static JinjaOptions ReadOptions(JsonElement json)
    {
        if (!json.TryGetProperty("options", out var options))
        {
            return new JinjaOptions();
        }

        bool Flag(string name) => options.TryGetProperty(name, out var value) && value.GetBoolean();
        string? Text(string name) => options.TryGetProperty(name, out var value) ? value.GetString() : null;
        string[] extensions = options.TryGetProperty("extensions", out var list)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : [];
        var defaults = Delimiters.Default;
        return new JinjaOptions
        {
            Autoescape = Flag("autoescape"),
            TrimBlocks = Flag("trim_blocks"),
            LstripBlocks = Flag("lstrip_blocks"),
            KeepTrailingNewline = Flag("keep_trailing_newline"),
            Undefined = Text("undefined") switch
            {
                "strict" => UndefinedKind.Strict,
                "chainable" => UndefinedKind.Chainable,
                "debug" => UndefinedKind.Debug,
                _ => UndefinedKind.Default,
            },
            DoStatement = extensions.Contains("do"),
            LoopControls = extensions.Contains("loopcontrols"),
            NewlineSequence = Text("newline_sequence") ?? "\n",
            Delimiters = new Delimiters
            {
                BlockStart = Text("block_start_string") ?? defaults.BlockStart,
                BlockEnd = Text("block_end_string") ?? defaults.BlockEnd,
                VariableStart = Text("variable_start_string") ?? defaults.VariableStart,
                VariableEnd = Text("variable_end_string") ?? defaults.VariableEnd,
                CommentStart = Text("comment_start_string") ?? defaults.CommentStart,
                CommentEnd = Text("comment_end_string") ?? defaults.CommentEnd,
                LineStatementPrefix = Text("line_statement_prefix"),
                LineCommentPrefix = Text("line_comment_prefix"),
            },
        };
    }

    private sealed record Outcome(string? Output, TemplateException? Error, string Phase)
    {
        public override string ToString() => Error is null
            ? "output " + JsonEncodedText.Encode(Output!)
            : $"{Error.Kind} error at {Phase}, line {Error.Line}: {Error.Message}";
    }
}
