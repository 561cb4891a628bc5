System.Console.WriteLine("sesmailengine");
