using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>The result of a look-up that found nothing. It remembers what was looked for, to say so when it is used.</summary>
internal sealed class UndefinedValue : ObjectValue
{
    private readonly string? _hint;
    private readonly Value _owner;
    private readonly Value _name;

    private UndefinedValue(UndefinedKind flavour, string? hint, Value owner, Value name, TemplateErrorKind error)
    {
        Flavour = flavour;
        _hint = hint;
        _owner = owner;
        _name = name;
        Error = error;
    }

    internal UndefinedKind Flavour { get; }

    /// <summary>The kind of error a use of this value raises.</summary>
    internal TemplateErrorKind Error { get; }

    internal override ValueKind Kind => ValueKind.Undefined;

    internal override string TypeName => Flavour switch
    {
        UndefinedKind.Strict or UndefinedKind.Mail => "StrictUndefined",
        UndefinedKind.Chainable => "ChainableUndefined",
        UndefinedKind.Debug => "DebugUndefined",
        _ => "Undefined",
    };

    /// <summary>True where printing, iterating, comparing and measuring are errors.</summary>
    internal bool IsStrict => Flavour is UndefinedKind.Strict or UndefinedKind.Mail;

    internal override bool Truth => Flavour == UndefinedKind.Strict ? throw Fail() : false;

    internal override long? Length => IsStrict ? throw Fail() : 0;

    internal override bool IsIterable => true;

    /// <summary>The message of the error, as Jinja2 words it.</summary>
    internal string Message => _hint ?? (_owner.IsMissing
        ? $"{Printing.Repr(_name)} is undefined"
        : _name.IsText
            ? $"{Printing.Repr(OwnerName)} has no attribute {Printing.Repr(_name)}"
            : $"{OwnerName} has no element {Printing.Repr(_name)}");

    private string OwnerName => _owner.IsNone ? "None" : _owner.TypeName + " object";

    internal static UndefinedValue Variable(UndefinedKind flavour, string name) =>
        new(flavour, null, Value.Missing, name, TemplateErrorKind.Undefined);

    internal static UndefinedValue Member(UndefinedKind flavour, Value owner, Value name) =>
        new(flavour, null, owner, name, TemplateErrorKind.Undefined);

    internal static UndefinedValue Hint(
        UndefinedKind flavour, string hint, string? name = null, TemplateErrorKind error = TemplateErrorKind.Undefined) =>
        new(flavour, hint, Value.Missing, name is null ? Value.None : name, error);

    /// <summary>The error to throw when this value is used where it must not be.</summary>
    internal TemplateException Fail() => new(Error, Message);

    internal override Value Call(Rendering.RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords) => throw Fail();

    internal override IEnumerator<Value> Iterate() =>
        IsStrict ? throw Fail() : ((IEnumerable<Value>)[]).GetEnumerator();

    internal override void WriteRepr(ReprWriter writer) => writer.Append("Undefined");

    /// <summary>What Python's <c>str()</c> gives.</summary>
    internal override string ToText()
    {
        if (IsStrict)
        {
            throw Fail();
        }

        if (Flavour != UndefinedKind.Debug)
        {
            return string.Empty;
        }

        string what = _hint is not null ? $"undefined value printed: {_hint}"
            : _owner.IsMissing ? Printing.Str(_name)
            : $"no such element: {OwnerName}[{Printing.Repr(_name)}]";
        return $"{{{{ {what} }}}}";
    }
}
