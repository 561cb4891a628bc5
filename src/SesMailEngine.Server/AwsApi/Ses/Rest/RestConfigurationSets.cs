using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>The configuration set as version 2 tells of it.</summary>
internal sealed class RestConfigurationSets(SesAccount account)
{
    private const int MaxListed = 1000;

    /// <summary>GetConfigurationSet.</summary>
    public Task GetAsync(AwsRequest request, string name, CancellationToken cancellationToken)
    {
        request.RequireQuery();
        return request.WriteJsonAsync(
            StackConfigurationSet.Require(request, account.ConfigurationSets, name),
            static (json, set) =>
            {
                json.WriteStartObject();
                json.WriteString("ConfigurationSetName", set);
                json.WriteStartObject("DeliveryOptions");
                json.WriteString("TlsPolicy", "REQUIRE");
                json.WriteEndObject();
                json.WriteStartObject("ReputationOptions");
                json.WriteBoolean("ReputationMetricsEnabled", true);
                json.WriteEndObject();
                json.WriteStartObject("SendingOptions");
                json.WriteBoolean("SendingEnabled", true);
                json.WriteEndObject();
                json.WriteStartArray("Tags");
                json.WriteEndArray();
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>ListConfigurationSets.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var (token, size) = request.PageAsked(MaxListed);
        var page = PageToken.Cut(
            account.ConfigurationSets, static name => name, token, size, RestInput.InvalidToken);
        return request.WriteJsonAsync(
            page,
            static (json, p) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("ConfigurationSets");
                foreach (var name in p.Items) json.WriteStringValue(name);
                json.WriteEndArray();
                if (p.Next is not null) json.WriteString("NextToken", p.Next);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>GetConfigurationSetEventDestinations.</summary>
    public Task GetDestinationsAsync(AwsRequest request, string name, CancellationToken cancellationToken)
    {
        request.RequireQuery();
        StackConfigurationSet.Require(request, account.ConfigurationSets, name);
        return request.WriteJsonAsync(
            account.Names,
            static (json, names) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("EventDestinations");
                json.WriteStartObject();
                json.WriteString("Name", StackConfigurationSet.DestinationName);
                json.WriteBoolean("Enabled", true);
                json.WriteStartArray("MatchingEventTypes");
                foreach (var type in StackConfigurationSet.Events) json.WriteStringValue(type);
                json.WriteEndArray();
                json.WriteStartObject("SnsDestination");
                json.WriteString("TopicArn", StackConfigurationSet.TopicArn(names));
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            },
            cancellationToken);
    }
}
