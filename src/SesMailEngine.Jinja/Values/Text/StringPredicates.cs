namespace SesMailEngine.Jinja.Values.Text;

/// <summary>The questions Python's <c>str.is…</c> methods answer about a whole string.</summary>
internal static class StringPredicates
{
    /// <summary>Whether the string has characters and all of them are of the class.</summary>
    public static bool All(string text, Func<int, bool> isInClass)
    {
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            if (!isInClass(CodePoints.ValueAt(text, i)))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary><c>str.isprintable</c>: true for the empty string, unlike its kin.</summary>
    public static bool IsPrintable(string text) => text.Length == 0 || All(text, CharacterClass.IsPrintable);

    /// <summary><c>str.islower</c>: at least one cased character and none in upper or title case.</summary>
    public static bool IsLower(string text) =>
        HasNoneBut(text, CharacterClass.IsLower, c => CharacterClass.IsUpper(c) || CharacterClass.IsTitle(c));

    /// <summary><c>str.isupper</c>: at least one cased character and none in lower or title case.</summary>
    public static bool IsUpper(string text) =>
        HasNoneBut(text, CharacterClass.IsUpper, c => CharacterClass.IsLower(c) || CharacterClass.IsTitle(c));

    /// <summary><c>str.istitle</c>: upper case only after characters without case, lower case only after others.</summary>
    public static bool IsTitle(string text)
    {
        bool afterCased = false;
        bool any = false;
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            int c = CodePoints.ValueAt(text, i);
            bool isCapital = CharacterClass.IsUpper(c) || CharacterClass.IsTitle(c);
            if (isCapital ? afterCased : CharacterClass.IsLower(c) && !afterCased)
            {
                return false;
            }

            afterCased = isCapital || CharacterClass.IsLower(c);
            any |= afterCased;
        }

        return any;
    }

    /// <summary><c>str.isidentifier</c>, by Unicode's XID classes.</summary>
    public static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || !CharacterClass.IsIdentifierStart(CodePoints.ValueAt(text, 0)))
        {
            return false;
        }

        return All(text[CodePoints.WidthAt(text, 0)..] + "_", CharacterClass.IsIdentifierPart);
    }

    private static bool HasNoneBut(string text, Func<int, bool> wanted, Func<int, bool> unwanted)
    {
        bool any = false;
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            int c = CodePoints.ValueAt(text, i);
            if (unwanted(c))
            {
                return false;
            }

            any |= wanted(c);
        }

        return any;
    }
}
