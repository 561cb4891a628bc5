using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Words an <see cref="AwsException"/> in the protocol of the request.</summary>
internal static class ErrorWriter
{
    /// <summary>Writes the refusal. Nothing of the answer may have been sent before.</summary>
    public static Task WriteAsync(AwsRequest request, AwsException error, CancellationToken cancellationToken) =>
        request.Protocol switch
        {
            AwsProtocol.Query => request.WriteXmlAsync((request, error), WriteQuery, cancellationToken, error.Status),
            AwsProtocol.RestXml => request.WriteXmlAsync((request, error), WriteRestXml, cancellationToken, error.Status),
            _ => WriteJsonAsync(request, error, cancellationToken),
        };

    private static Task WriteJsonAsync(AwsRequest request, AwsException error, CancellationToken cancellationToken)
    {
        var headers = request.Http.Response.Headers;
        headers["x-amzn-ErrorType"] = error.Code;
        // Only services that once spoke query: clients report this name instead of the error's own.
        if (error.QueryCode is { } legacy && request.Service.QueryVersion is not null && request.Protocol != AwsProtocol.RestJson)
            headers["x-amzn-query-error"] = $"{legacy};{Fault(error)}";
        return request.WriteJsonAsync((request, error), WriteJson, cancellationToken, error.Status);
    }

    private static void WriteJson(Utf8JsonWriter json, (AwsRequest Request, AwsException Error) s)
    {
        json.WriteStartObject();
        if (s.Request.Protocol == AwsProtocol.RestJson)
            json.WriteString("Type", s.Error.Status < 500 ? "User" : "Service");
        else
            json.WriteString("__type", s.Request.Service.ErrorNamespace + s.Error.Code);
        json.WriteString(s.Request.Service.ErrorMessageMember, s.Error.Message);
        foreach (var (name, value) in s.Error.Details) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteQuery(XmlOutput xml, (AwsRequest Request, AwsException Error) s)
    {
        xml.Start("ErrorResponse", s.Request.Service.XmlNamespace)
            .Start("Error")
            .Element("Type", Fault(s.Error))
            .Element("Code", s.Error.QueryCode ?? s.Error.Code)
            .Element("Message", s.Error.Message);
        foreach (var (name, value) in s.Error.Details) xml.Element(name, value);
        xml.End().Element("RequestId", s.Request.RequestId).End();
    }

    private static void WriteRestXml(XmlOutput xml, (AwsRequest Request, AwsException Error) s)
    {
        xml.Start("Error").Element("Code", s.Error.Code).Element("Message", s.Error.Message);
        foreach (var (name, value) in s.Error.Details) xml.Element(name, value);
        xml.Element("Resource", s.Request.RawPath)
            .Element("RequestId", s.Request.RequestId)
            .Element("HostId", s.Request.RequestId)
            .End();
    }

    private static string Fault(AwsException error) => error.Status < 500 ? "Sender" : "Receiver";
}
