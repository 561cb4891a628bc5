using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>What PutItem and DeleteItem have in common: the condition, the old item in the answer, the order of writes.</summary>
internal sealed class ItemWrite
{
    private readonly ParsedCondition? _condition;
    private readonly bool _returnsOld;
    private readonly bool _returnsFailed;
    private readonly Capacity _capacity;

    /// <summary>Reads the common members.</summary>
    /// <exception cref="DynamoDbException">A member is wrong.</exception>
    public ItemWrite(RequestBody body)
    {
        body.RefuseLegacy("Expected", "ConditionalOperator");
        _capacity = Capacity.Read(body);
        _returnsOld = ReadReturnValues(body);
        _returnsFailed = body.Choice("ReturnValuesOnConditionCheckFailure", "NONE", "ALL_OLD", "NONE") == "ALL_OLD";
        var scope = body.Scope(body.Member("ConditionExpression") is not null, "ConditionExpression");
        if (body.Text("ConditionExpression") is { } text)
        {
            _condition = ConditionParser.Parse("ConditionExpression", text, scope);
        }
        scope.RefuseUnused();
    }

    /// <summary>Checks the condition against what is there, writes, and answers.</summary>
    /// <exception cref="DynamoDbException">The condition does not hold.</exception>
    public async Task ExecuteAsync(
        TableSet tables, IWritableTableView view, AttributeMap key, int bytes, Func<AttributeMap?, Task> write, Utf8JsonWriter json,
        CancellationToken cancellationToken)
    {
        AttributeMap? old;
        // One write at a time, or two callers could both find their condition true.
        using (await tables.EnterWriteAsync(cancellationToken))
        {
            old = await view.GetAsync(key, cancellationToken);
            if (_condition is not null && !_condition.Condition.Holds(old ?? []))
            {
                throw DynamoDbException.ConditionFailed(_returnsFailed ? old : null);
            }
            await write(old);
        }
        json.WriteStartObject();
        if (_returnsOld && old is not null)
        {
            json.WritePropertyName("Attributes");
            AttributeValueWriter.WriteMap(json, old);
        }
        var size = _capacity.IsWanted ? Math.Max(bytes, old is null ? 0 : ItemSize.Of(old)) : 0;
        _capacity.Write(json, view.Schema, null, Capacity.WriteUnits(size));
        json.WriteEndObject();
    }

    private static bool ReadReturnValues(RequestBody body)
    {
        var wanted = body.Choice("ReturnValues", "NONE", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
        return wanted is "NONE" or "ALL_OLD"
            ? wanted == "ALL_OLD"
            : throw DynamoDbException.Validation("Return values set to invalid value");
    }
}
