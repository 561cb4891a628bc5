using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Compilation;

internal sealed partial class Compiler
{
    private const int MaxConstantItems = 64;

    private static readonly TimeSpan s_maxFoldingTime = TimeSpan.FromMilliseconds(100);

    private TimeSpan _foldingTime;

    /// <summary>The value itself where all parts are constant and it is one that cannot change.</summary>
    private Expression Fold(Expression code, CompileFrame frame, params ReadOnlySpan<Expression> parts)
    {
        foreach (var part in parts)
        {
            if (!part.IsConstant)
            {
                return code;
            }
        }

        // A template made of nothing but costly constants must not take longer to compile than others take to render.
        if (_foldingTime > s_maxFoldingTime)
        {
            return code;
        }

        using var state = new RenderState(_environment.ForFolding(frame.EscapesConstants));
        long start = _environment.Options.Time.GetTimestamp();
        try
        {
            var value = code.Evaluate(state, null!);
            code.IsConstant = true;
            if (value.Kind == ValueKind.BigInt && !CanPrint(value, code.Span))
            {
                return code;
            }

            return IsFixed(value) ? new ConstantExpression(value, code.Span) : code;
        }
        catch (TemplateException)
        {
            // It fails when it is rendered, if it is.
            return code;
        }
        finally
        {
            _foldingTime += _environment.Options.Time.GetElapsedTime(start);
        }
    }

    // Python cannot write an integer of too many digits into the code it makes, so it is an error before rendering.
    private bool CanPrint(Value number, Span span)
    {
        try
        {
            return Printing.Repr(number).Length > 0;
        }
        catch (TemplateException error)
        {
            _errors.Add(error.At(_source, span));
            return false;
        }
    }

    private static bool IsFixed(Value value) => value.Kind switch
    {
        ValueKind.Tuple => value.AsTuple.Items.Length <= MaxConstantItems && value.AsTuple.Items.All(IsFixed),
        ValueKind.List or ValueKind.Dict or ValueKind.Undefined or ValueKind.Object or ValueKind.Missing or ValueKind.Range => false,
        _ => true,
    };

    private static string? ConstantText(Expression value, bool escape)
    {
        if (value is not ConstantExpression constant)
        {
            return null;
        }

        try
        {
            string text = Printing.Str(constant.Value);
            return escape && !constant.Value.IsMarkup ? HtmlEscaping.Escape(text) : text;
        }
        catch (TemplateException)
        {
            return null;
        }
    }
}
