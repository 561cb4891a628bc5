using System.Xml;
using System.Xml.Linq;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Sts;

/// <summary>The Security Token Service, which knows whose credentials they are.</summary>
public sealed class StsClient(AwsClient client)
{
    /// <summary>
    /// The account of the credentials, 12 digits: GetCallerIdentity
    /// (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html). No permission is needed for it.
    /// </summary>
    /// <exception cref="AwsServiceException">Nobody answers, or the credentials are not taken.</exception>
    public async Task<string> GetAccountAsync(CancellationToken cancellationToken)
    {
        var response = await client.SendAsync(
            HttpMethod.Post, "sts", "/", "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray(),
            "application/x-www-form-urlencoded; charset=utf-8", [], cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream(response.Body);
        using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var answer = XDocument.Load(reader);
        return answer.Descendants().FirstOrDefault(element => element.Name.LocalName == "Account")?.Value
            ?? throw new AwsServiceException("InvalidResponse", "STS answered without an account.", response.StatusCode);
    }
}
