using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Query;

/// <summary>DescribeConfigurationSet and ListConfigurationSets of version 1.</summary>
internal sealed class QueryConfigurationSets(SesAccount account)
{
    private const int MaxListed = 1000;

    /// <summary>DescribeConfigurationSet: its name, and of its attributes those asked for.</summary>
    public Task DescribeAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireOnly("ConfigurationSetName", "ConfigurationSetAttributeNames.member.#");
        StackConfigurationSet.Require(request, account.ConfigurationSets, request.Form.Require("ConfigurationSetName"));
        var attributes = request.Form.Members("ConfigurationSetAttributeNames");
        foreach (var attribute in attributes)
        {
            if (attribute is not ("eventDestinations" or "trackingOptions" or "deliveryOptions" or "reputationOptions"))
                throw SesErrors.Invalid("A configuration set has the attributes eventDestinations, trackingOptions, deliveryOptions and reputationOptions.");
        }
        return request.WriteQueryResultAsync((account.Names, attributes), static (xml, s) => Write(xml, s.Names, s.attributes), cancellationToken);
    }

    /// <summary>ListConfigurationSets.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireOnly("NextToken", "MaxItems");
        var page = PageToken.Cut(
            account.ConfigurationSets, static name => name, request.Form["NextToken"], request.Form.MaxItems(MaxListed),
            QueryInput.InvalidToken);
        return request.WriteQueryResultAsync(
            page,
            static (xml, p) =>
            {
                xml.Start("ConfigurationSets");
                foreach (var name in p.Items) xml.Start("member").Element("Name", name).End();
                xml.End().Element("NextToken", p.Next);
            },
            cancellationToken);
    }

    private static void Write(XmlOutput xml, ResourceNames names, List<string> attributes)
    {
        xml.Start("ConfigurationSet").Element("Name", names.ConfigurationSet).End();
        if (attributes.Contains("eventDestinations"))
        {
            xml.Start("EventDestinations").Start("member")
                .Element("Name", StackConfigurationSet.DestinationName)
                .Element("Enabled", true)
                .Start("MatchingEventTypes");
            foreach (var type in StackConfigurationSet.QueryEvents) xml.Element("member", type);
            xml.End()
                .Start("SNSDestination").Element("TopicARN", StackConfigurationSet.TopicArn(names)).End()
                .End().End();
        }
        // trackingOptions: links are counted under SES's own domain, so there is nothing to tell.
        if (attributes.Contains("deliveryOptions")) xml.Start("DeliveryOptions").Element("TlsPolicy", "Require").End();
        if (attributes.Contains("reputationOptions"))
            xml.Start("ReputationOptions").Element("SendingEnabled", true).Element("ReputationMetricsEnabled", true).End();
    }
}
