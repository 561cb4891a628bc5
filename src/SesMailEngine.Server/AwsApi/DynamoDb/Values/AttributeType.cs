namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>DynamoDB's data types, by their names on the wire.</summary>
internal enum AttributeType
{
    /// <summary>String.</summary>
    S,

    /// <summary>Number.</summary>
    N,

    /// <summary>Binary.</summary>
    B,

    /// <summary>Boolean.</summary>
    BOOL,

    /// <summary>Null.</summary>
    NULL,

    /// <summary>String set.</summary>
    SS,

    /// <summary>Number set.</summary>
    NS,

    /// <summary>Binary set.</summary>
    BS,

    /// <summary>List.</summary>
    L,

    /// <summary>Map.</summary>
    M,
}
