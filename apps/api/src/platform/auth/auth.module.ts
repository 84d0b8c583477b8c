import { Global, Module } from '@nestjs/common';
import { AccountLoader } from './account-loader.js';
import { Tokens } from './tokens.js';

@Global()
@Module({ providers: [AccountLoader, Tokens], exports: [AccountLoader, Tokens] })
export class AuthModule {}
