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
    // What Jinja2 never folds, because it hands these filters the context.
    private static readonly string[] s_contextFilters = ["map", "select", "reject", "selectattr", "rejectattr", "random"];

    private Expression CompileExpression(ExprAst expression, CompileFrame frame)
    {
        switch (expression)
        {
            case ConstAst constant:
                return new ConstantExpression(constant.Value, constant.Span);
            case DataAst data:
                return new ConstantExpression(Value.From(data.Text), data.Span);
            case NameAst name:
                return CompileName(name.Name, name.Span, frame);
            case AttributeAst attribute:
                return CompileAttribute(attribute, frame);
            case ItemAst item:
                return CompileItem(item, frame);
            case CallAst call:
                return CompileCall(call, frame);
            case FilterAst filter:
                return CompileFilter(filter, frame);
            case TestAst test:
                return CompileTest(test, frame);
            case BinaryAst binary:
                {
                    var left = CompileExpression(binary.Left, frame);
                    var right = CompileExpression(binary.Right, frame);
                    return Fold(new BinaryExpression(binary.Operator, left, right, binary.Span), frame, left, right);
                }

            case SignAst sign:
                {
                    var operand = CompileExpression(sign.Operand, frame);
                    return Fold(new SignExpression(sign.IsMinus, operand, sign.Span), frame, operand);
                }

            case NotAst not:
                {
                    var operand = CompileExpression(not.Operand, frame);
                    return Fold(new NotExpression(operand, not.Span), frame, operand);
                }

            case LogicAst logic:
                {
                    var left = CompileExpression(logic.Left, frame);
                    var right = CompileExpression(logic.Right, frame);
                    return Fold(new LogicExpression(logic.IsAnd, left, right, logic.Span), frame, left, right);
                }

            case ConcatAst concat:
                {
                    var parts = CompileAll(concat.Parts, frame);

                    // A constant concatenation is joined as plain text in Jinja2, even where autoescape is on.
                    bool constant = parts.All(part => part.IsConstant);
                    bool escapes = !constant && frame.Escape == EscapeMode.On;
                    return Fold(new ConcatExpression(parts, escapes, concat.Span), frame, parts);
                }

            case CompareAst compare:
                {
                    var first = CompileExpression(compare.First, frame);
                    (Comparison, Expression)[] rest = [.. compare.Rest.Select(part => (part.Operator, CompileExpression(part.Operand, frame)))];
                    return Fold(new CompareExpression(first, rest, compare.Span), frame, [first, .. rest.Select(part => part.Item2)]);
                }

            case ConditionAst condition:
                return CompileCondition(condition, frame.Soft());
            case TupleAst tuple:
                {
                    var items = CompileAll(tuple.Items, frame);
                    return Fold(new TupleExpression(items, tuple.Span), frame, items);
                }

            case ListAst list:
                {
                    var items = CompileAll(list.Items, frame);
                    return new ListExpression(items, list.Span) { IsConstant = items.All(item => item.IsConstant) };
                }

            case DictAst dict:
                {
                    (Expression Key, Expression Value)[] pairs =
                        [.. dict.Pairs.Select(pair => (CompileExpression(pair.Key, frame), CompileExpression(pair.Value, frame)))];
                    return new DictExpression(pairs, dict.Span) { IsConstant = pairs.All(pair => pair.Key.IsConstant && pair.Value.IsConstant) };
                }

            case SliceAst slice:
                // Outside of brackets a slice cannot be written; several in one pair of brackets make a tuple of them.
                return new FailExpression("slices cannot be part of a tuple", slice.Span);
            default:
                throw new InvalidOperationException(expression.GetType().Name);
        }
    }

    private Expression CompileName(string name, Span span, CompileFrame frame)
    {
        var variable = frame.Symbols.Find(name) ?? frame.Owner.FromContext(name);
        var place = frame.Owner.Reach(variable);
        _exposedLoops += name == "loop" ? 1 : 0;
        return place.Hops == 0 ? new LocalExpression(place.Slot, name, span) : new OuterExpression(place.Hops, place.Slot, name, span);
    }

    private Expression CompileAttribute(AttributeAst attribute, CompileFrame frame)
    {
        int exposed = _exposedLoops;
        var target = CompileExpression(attribute.Target, frame);
        if (attribute.Target is NameAst { Name: "loop" } && target is LocalExpression local
            && _usedLoops.Contains(local.Slot) && LoopFields.Find(attribute.Name) is { } field)
        {
            _exposedLoops = exposed;
            return new LoopFieldExpression(local.Slot, field, attribute.Name, attribute.Span);
        }

        return target is LocalExpression variable
            ? new LocalAttributeExpression(variable, attribute.Name, attribute.Span)
            : Fold(new AttributeExpression(target, attribute.Name, attribute.Span), frame, target);
    }

    private Expression CompileItem(ItemAst item, CompileFrame frame)
    {
        var target = CompileExpression(item.Target, frame);
        if (item.Argument is SliceAst slice)
        {
            Expression?[] parts = [.. new[] { slice.Start, slice.Stop, slice.Step }.Select(part => part is null ? null : CompileExpression(part, frame))];
            return Fold(
                new SliceExpression(target, parts[0], parts[1], parts[2], item.Span), frame, [target, .. parts.OfType<Expression>()]);
        }

        var argument = CompileExpression(item.Argument, frame);
        return Fold(new ItemExpression(target, argument, item.Span), frame, target, argument);
    }

    private CallExpression CompileCall(CallAst call, CompileFrame frame) =>
        new(CompileCallee(call.Target, frame), CompileArguments(call.Arguments, frame), call.Span);

    // The method of a constant is not folded into an object of its own.
    private Expression CompileCallee(ExprAst target, CompileFrame frame) =>
        target is AttributeAst attribute and not { Target: NameAst { Name: "loop" } }
            ? new AttributeExpression(CompileExpression(attribute.Target, frame), attribute.Name, attribute.Span)
            : CompileExpression(target, frame);

    private Expression[] CompileAll(IReadOnlyList<ExprAst> expressions, CompileFrame frame)
    {
        var all = expressions.Count == 0 ? [] : new Expression[expressions.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = CompileExpression(expressions[i], frame);
        }

        return all;
    }

    private ArgumentList CompileArguments(ArgumentsAst arguments, CompileFrame frame) => arguments == ArgumentsAst.None ? ArgumentList.None : new(
        CompileAll(arguments.Positional, frame),
        [.. arguments.Keywords.Select(keyword => keyword.Name)],
        [.. arguments.Keywords.Select(keyword => CompileExpression(keyword.Value, frame))],
        arguments.ExtraPositional is null ? null : CompileExpression(arguments.ExtraPositional, frame),
        arguments.ExtraKeywords is null ? null : CompileExpression(arguments.ExtraKeywords, frame));

    private Expression CompileFilter(FilterAst filter, CompileFrame frame)
    {
        var value = filter.Target is null
            ? new CapturedExpression(frame.TextSlot, filter.Span)
            : CompileExpression(filter.Target, frame);
        var arguments = CompileArguments(filter.Arguments, frame);
        if (BuiltinTables.Filters.Find(filter.Name) is not { } builtin)
        {
            return Unknown("filter", filter.Name, filter.NameSpan, frame);
        }

        var code = new FilterExpression(value, builtin, arguments, filter.Span);
        return frame.Escape != EscapeMode.AtRunTime && value.IsConstant && arguments.IsConstant && !s_contextFilters.Contains(filter.Name)
            ? Fold(code, frame)
            : code;
    }

    private Expression CompileTest(TestAst test, CompileFrame frame)
    {
        var value = CompileExpression(test.Target, frame);
        var arguments = CompileArguments(test.Arguments, frame);
        if (BuiltinTables.Tests.Find(test.Name) is not { } builtin)
        {
            return Unknown("test", test.Name, test.NameSpan, frame);
        }

        var code = new TestExpression(value, builtin, arguments, test.Span);
        return frame.Escape != EscapeMode.AtRunTime && value.IsConstant && arguments.IsConstant ? Fold(code, frame) : code;
    }

    private FailExpression Unknown(string kind, string name, Span span, CompileFrame frame)
    {
        if (!frame.IsSoft)
        {
            Fail($"No {kind} named {Quote(name)}.", span);
        }

        return new FailExpression($"No {kind} named {Quote(name)} found.", span);
    }

    private Expression CompileCondition(ConditionAst condition, CompileFrame frame)
    {
        var test = CompileExpression(condition.Test, frame);
        var then = CompileExpression(condition.Then, frame);
        var otherwise = condition.Otherwise is null ? null : CompileExpression(condition.Otherwise, frame);
        string place = _source.Name is null ? string.Empty : $" in {Quote(_source.Name)}";
        var code = new ConditionExpression(
            test,
            then,
            otherwise,
            $"the inline if-expression on line {condition.Span.Line}{place} evaluated to false and no else section was defined.",
            condition.Span);
        return otherwise is null ? code : Fold(code, frame, test, then, otherwise);
    }
}
