using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>A field of the request cannot be used. Never leaves the sender: it becomes a failed record.</summary>
internal sealed class ValidationException(string code, string message) : Exception(message)
{
    /// <summary>The failure as the record tells it.</summary>
    public FailureFacts Failure => new(ErrorTypes.ValidationError, code, Message);

    /// <summary>A field that is malformed in a way without a code of its own.</summary>
    public static ValidationException Field(string field, string detail) =>
        new(ErrorCodes.FieldInvalid, ErrorCatalogue.Format(ErrorCodes.FieldInvalid, field, detail));

    /// <summary>Something that is no e-mail address.</summary>
    public static ValidationException Address(string address) =>
        new(ErrorCodes.AddressInvalid, ErrorCatalogue.Format(ErrorCodes.AddressInvalid, PrintableText.Of(address, 254)));

    /// <summary>An error without arguments.</summary>
    public static ValidationException Of(string code) => new(code, ErrorCatalogue.Format(code));
}
