using System.Text;

namespace SesMailEngine.Aws.CloudFormation;

// A request of the Query protocol (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
internal sealed class QueryForm
{
    private readonly StringBuilder text = new();

    public QueryForm(string action)
    {
        Action = action;
        text.Append("Action=").Append(action).Append("&Version=2010-05-15");
    }

    public string Action { get; }

    // What has no value is not sent.
    public QueryForm Add(string name, string? value)
    {
        if (value is not null) text.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(text.ToString());
}
